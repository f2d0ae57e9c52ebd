package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.loss.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Eight threads predict with one network while a copy of it is trained: for three seconds, or as
 * many as {@code -Dcortado.soak=60} says.
 */
class PredictionThreadsTest {
  private static final int THREADS = 8;
  private static final int COUNT = 200;
  private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("cortado.soak", 3));

  private final SmallModel network = SmallModel.one(6);
  private final SmallModel trained = network.copy();
  private final float[][] inputs = SmallData.inputs(COUNT);
  private final float[][] expected = network.predict(inputs);
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void predictionsAreTheRightBits() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    List<Future<Long>> counts = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread;
      counts.add(threads.submit(() -> predict(first)));
    }
    Future<?> training = threads.submit(this::train);
    Thread.sleep(LENGTH.toMillis());
    over.set(true);
    training.get();
    for (Future<Long> count : counts) {
      assertTrue(count.get() > 0);
    }
    threads.shutdown();
    assertFalse(Arrays.equals(network.parameters(), trained.parameters()));
  }

  private void train() {
    Trainer trainer = Trainer.of(trained).loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY).build();
    while (!over.get()) {
      trainer.fit(SmallData.one(COUNT), Fit.epochs(1).progress(Progress.NONE));
    }
  }

  /** Predicts in turn single samples, batches, and with several outputs' method. */
  private long predict(int first) {
    float[] output = new float[3];
    float[][] outputs = new float[COUNT][3];
    long rounds = 0;
    for (int row = first; !over.get(); row = (row + THREADS) % COUNT) {
      network.predict(inputs[row], output);
      assertArrayEquals(expected[row], output);
      network.predict(inputs, outputs);
      assertArrayEquals(expected, outputs);
      assertArrayEquals(expected, network.predictAll(inputs)[0]);
      assertArrayEquals(expected[row], network.layer("kind").activations(inputs[row]));
      rounds++;
    }
    return rounds;
  }
}
