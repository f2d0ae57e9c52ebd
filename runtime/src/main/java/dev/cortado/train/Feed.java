package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import java.io.Closeable;
import java.io.IOException;

/** Hands the batches of one pass after the other to training, checked and weighted. */
final class Feed implements Closeable {
  private final Dataset data;
  private final Fit fit;
  private final Learner learner;
  private final DataCheck check;
  private final ClassWeights classWeights;
  private Dataset.Batches pass;
  private long taken;

  Feed(Dataset data, Fit fit, Learner learner, DataCheck check, ClassWeights classWeights) {
    this.data = data;
    this.fit = fit;
    this.learner = learner;
    this.check = check;
    this.classWeights = classWeights;
  }

  /**
   * Fills a batch with the next samples. Where a pass ends, so does the epoch, unless epochs have a
   * number of steps of their own: then the next pass begins.
   *
   * @return whether the epoch goes on with a batch
   */
  boolean next(Batch batch) throws IOException {
    if (pass == null) {
      open(learner.beginPass());
    }
    boolean any = pass.next(batch);
    if (!any && taken > 0 && fit.stepsPerEpoch().isPresent()) {
      close();
      open(learner.beginPass());
      any = pass.next(batch);
    }
    if (!any) {
      boolean empty = taken == 0;
      close();
      if (empty) {
        throw new IllegalArgumentException(
            "pass %d over the data set gave no samples to train on; each begins anew and gives at least 1"
                .formatted(learner.passes()));
      }
      return false;
    }
    if (!(data instanceof Samples)) {
      check.batch(batch, taken * fit.batchSize());
    }
    taken++;
    classWeights.apply(batch);
    return true;
  }

  private void open(int number) throws IOException {
    pass = data.batches(fit.batchSize(), order(number).ofPass(number));
    taken = 0;
  }

  private Order order(int number) {
    if (fit.order().isPresent()) {
      return fit.order().get().apply(number);
    }
    return fit.shuffle() ? learner.shuffled(number) : Order.sequential();
  }

  @Override
  public void close() throws IOException {
    if (pass != null) {
      pass.close();
      pass = null;
    }
  }

  /** Puts the place within the pass into a checkpoint. */
  void save(Checkpoint checkpoint) {
    checkpoint.put("batches of the pass", pass == null ? 0 : taken);
  }

  /** Goes to the place within the pass that {@link #save} put into a checkpoint. */
  void restore(Checkpoint checkpoint, Batch batch) throws IOException {
    close();
    // Each of them was a step; a data set may have no end at which skipping them would stop
    int seen =
        (int) checkpoint.count("batches of the pass", Math.min(learner.steps(), Integer.MAX_VALUE));
    if (seen > 0) {
      if (learner.passes() == 0) {
        throw checkpoint.damaged("is within a pass over the data, but has 0 under 'passes'");
      }
      open(learner.passes() - 1);
      pass.skip(seen, batch);
      taken = seen;
    }
  }
}
