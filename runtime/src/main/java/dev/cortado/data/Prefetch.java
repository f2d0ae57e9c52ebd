package dev.cortado.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BooleanSupplier;

/**
 * One pass whose batches are read ahead on a thread of their own. What fails there is thrown by the
 * {@link #next} that would have had the batch. The thread is a daemon, and ends with the pass.
 */
final class Prefetch implements Dataset.Batches {
  private static final long LONGEST_CLOSE_MILLISECONDS = 10_000;

  private final Source source;
  private final BlockingQueue<Result> results;
  private final Thread thread = new Thread(this::read, "cortado-prefetch");
  private volatile boolean closed;
  private Optional<Result> end = Optional.empty();

  /** Opens what is read, on the thread of the pass. */
  @FunctionalInterface
  interface Source {
    /**
     * The samples from the first one on.
     *
     * @param closed whether the pass has ended, so that no more are to be read
     */
    SampleBatches open(BooleanSupplier closed) throws IOException;
  }

  /** A batch, or what failed; neither after the last batch. */
  private record Result(List<Sample> samples, Optional<Throwable> failure) {}

  private Prefetch(Source source, int depth) {
    this.source = source;
    this.results = new ArrayBlockingQueue<>(depth);
    thread.setDaemon(true);
  }

  /**
   * Begins a pass.
   *
   * @param depth how many batches wait at most for {@link #next}
   */
  static Prefetch start(Source source, int depth) {
    Prefetch prefetch = new Prefetch(source, depth);
    prefetch.thread.start();
    return prefetch;
  }

  private void read() {
    try {
      Result result = readBatches();
      if (!closed) {
        results.put(result);
      }
    } catch (InterruptedException closing) {
      // Nobody waits for more
    }
  }

  /** Reads all batches; the result says how that ended. */
  private Result readBatches() throws InterruptedException {
    try (SampleBatches reader = source.open(() -> closed)) {
      List<Sample> samples = reader.nextBatch();
      while (!samples.isEmpty() && !closed) {
        results.put(new Result(samples, Optional.empty()));
        samples = reader.nextBatch();
      }
    } catch (InterruptedException closing) {
      throw closing;
    } catch (Throwable failure) {
      return new Result(List.of(), Optional.of(failure));
    }
    return new Result(List.of(), Optional.empty());
  }

  @Override
  public boolean next(Batch batch) throws IOException {
    Result result = end.isPresent() ? end.get() : take();
    if (result.failure().isPresent()) {
      end = Optional.of(result);
      Throwable failure = result.failure().get();
      throw new IOException(
          failure instanceof IOException ? failure.getMessage() : "cannot read samples: " + failure,
          failure);
    }
    List<Sample> samples = result.samples();
    batch.samples(samples.size());
    if (samples.isEmpty()) {
      end = Optional.of(result);
      return false;
    }
    // All samples are like the first one
    requireFit(samples.get(0), batch);
    for (int s = 0; s < samples.size(); s++) {
      Sample sample = samples.get(s);
      for (int i = 0; i < sample.inputs().size(); i++) {
        batch.input(i)[s] = sample.inputs().get(i);
      }
      for (int i = 0; i < sample.targets().size(); i++) {
        batch.target(i)[s] = sample.targets().get(i);
        batch.targetWeights(i)[s] = sample.targetWeight(i);
      }
      batch.weights()[s] = sample.weight();
    }
    return true;
  }

  private static void requireFit(Sample sample, Batch batch) throws IOException {
    if (sample.inputs().size() != batch.inputCount()
        || sample.targets().size() != batch.outputCount()) {
      throw new IOException(
          "samples have %d inputs and %d targets, but the batch is of a network with %d inputs and %d outputs; give each a row"
              .formatted(
                  sample.inputs().size(),
                  sample.targets().size(),
                  batch.inputCount(),
                  batch.outputCount()));
    }
  }

  private Result take() throws IOException {
    if (closed) {
      throw new IOException("the pass over the samples is closed");
    }
    try {
      return results.take();
    } catch (InterruptedException interrupted) {
      throw interrupted("reading samples");
    }
  }

  /**
   * Ends the pass and waits until the thread has let go of the source; not longer than ten seconds,
   * where the source does not answer to being interrupted.
   */
  @Override
  public void close() throws IOException {
    closed = true;
    thread.interrupt();
    try {
      thread.join(LONGEST_CLOSE_MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw interrupted("closing a pass over samples");
    }
  }

  private static InterruptedIOException interrupted(String what) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while " + what);
  }
}
