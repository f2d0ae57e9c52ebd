package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.Allocations;
import dev.cortado.callback.Callback;
import dev.cortado.callback.Logs;
import dev.cortado.callback.Training;
import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A step of training allocates nothing. Measured over several spans of steps, of which the least
 * counts: when the virtual machine compiles a method, it allocates some bytes of its own.
 */
class AllocationTest {
  private static final int COUNT = 4_000;
  private static final int BATCH = 4;
  private static final int SPAN = 150;

  /** Keeps the least of what spans of steps within an epoch allocate. */
  private static final class Measure implements Callback {
    private long before;
    private long least = Long.MAX_VALUE;

    @Override
    public void onBatchEnd(Training training, int step, Logs logs) {
      after(step);
    }

    private void after(int step) {
      if (step % SPAN == 0) {
        long now = Allocations.soFar();
        if (step > 0) {
          least = Math.min(least, now - before);
        }
        before = Allocations.soFar();
      }
    }
  }

  private static Samples samples() {
    float[] weights = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      weights[i] = i % 3;
    }
    return SmallData.one(COUNT).weights(weights);
  }

  private static Trainer trainer() {
    return Trainer.of(SmallModel.one(1))
        .optimizer(Adam.create())
        .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
        .metrics(Metric.ACCURACY)
        .weightedMetrics(Metric.ACCURACY)
        .build();
  }

  private static long allocatedBy(Dataset data, Fit fit) {
    Measure measure = new Measure();
    trainer().fit(data, fit.batchSize(BATCH).progress(Progress.NONE).callback(measure));
    return measure.least;
  }

  @Test
  void withWeightsOfSamplesAndClasses() {
    assertEquals(0, allocatedBy(samples(), Fit.epochs(1).classWeights(1, 200, 0.5)));
  }

  @Test
  void ofAStreamThatIsCheckedAsItIsRead() {
    assertEquals(0, allocatedBy(new SmallData.Stream(samples()), Fit.epochs(1)));
  }

  @Test
  void betweenCheckpointsAndInterrupts(@TempDir Path directory) {
    Fit fit = Fit.epochs(1).resume(directory.resolve("run"), COUNT).stopOnInterrupt(true);
    assertEquals(0, allocatedBy(samples(), fit));
  }

  @Test
  void onASingleBatch() throws IOException {
    Trainer trainer = trainer();
    Batch batch = new Batch(BATCH, 1, 1);
    samples().batches(BATCH, Order.sequential()).next(batch);
    Measure measure = new Measure();
    for (int step = 0; step <= 10 * SPAN; step++) {
      trainer.trainOnBatch(batch);
      measure.after(step);
    }
    assertEquals(0, measure.least);
  }
}
