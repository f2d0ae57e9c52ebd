package dev.cortado.benchmarks.check;

import dev.cortado.benchmarks.ejml.EjmlLibrary;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Predictor;

/** Whether a library predicts what the same network by hand predicts. */
public final class Agreement {
  private static final float TOLERANCE = 1e-4f;
  private static final int SAMPLES = 8;

  private Agreement() {}

  /**
   * Compares predictions of single samples.
   *
   * @throws IllegalStateException where one differs by more than rounding
   */
  public static void require(Predictor predictor, Mlp network) {
    float[] found = new float[network.outputs()];
    float[] expected = new float[network.outputs()];
    try (Predictor reference = new EjmlLibrary().predictor(network, Weights.of(network))) {
      for (float[] sample : Data.of(network, SAMPLES).inputs()) {
        predictor.predict(sample, found);
        reference.predict(sample, expected);
        requireClose(network, found, expected);
      }
    }
  }

  /**
   * Compares the predictions of a batch.
   *
   * @param rows the samples of the batch
   * @throws IllegalStateException where one differs by more than rounding
   */
  public static void require(BatchPredictor predictor, Mlp network, float[][] rows) {
    float[] expected = new float[network.outputs()];
    predictor.predict();
    try (Predictor reference = new EjmlLibrary().predictor(network, Weights.of(network))) {
      for (int row = 0; row < Math.min(rows.length, SAMPLES); row++) {
        reference.predict(rows[row], expected);
        requireClose(network, predictor.output(row), expected);
      }
    }
  }

  private static void requireClose(Mlp network, float[] found, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(found[i] - expected[i]) <= TOLERANCE)) {
        throw new IllegalStateException(
            "output %d of %s is %s, but by hand it is %s"
                .formatted(i, network.name(), found[i], expected[i]));
      }
    }
  }
}
