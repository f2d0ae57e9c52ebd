package dev.cortado.benchmarks.check;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Predictor;

/** Whether a library predicts what the same network by hand predicts. */
public final class Agreement {
  private static final double TOLERANCE = 1e-4;
  private static final int SAMPLES = 8;

  private Agreement() {}

  /**
   * Compares predictions of single samples.
   *
   * @throws IllegalStateException where one differs by more than rounding
   */
  public static void require(Predictor predictor, Sequential network) {
    float[] found = new float[network.outputs()];
    ByHand reference = new ByHand(network);
    for (float[] sample : Data.of(network, SAMPLES).inputs()) {
      predictor.predict(sample, found);
      requireClose(network, found, reference.predict(sample));
    }
  }

  /**
   * Compares the predictions of a batch.
   *
   * @param rows the samples of the batch
   * @throws IllegalStateException where one differs by more than rounding
   */
  public static void require(BatchPredictor predictor, Sequential network, float[][] rows) {
    ByHand reference = new ByHand(network);
    predictor.predict();
    for (int row = 0; row < Math.min(rows.length, SAMPLES); row++) {
      requireClose(network, predictor.output(row), reference.predict(rows[row]));
    }
  }

  private static void requireClose(Sequential network, float[] found, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= TOLERANCE)) {
        throw new IllegalStateException(
            "output %d of %s is %s, but by hand it is %s"
                .formatted(i, network.name(), found[i], expected[i]));
      }
    }
  }
}
