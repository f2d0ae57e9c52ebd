package dev.cortado.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.benchmarks.cortado.CortadoLibrary;
import dev.cortado.benchmarks.ejml.EjmlLibrary;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both libraries of the plain build compute the same. */
class LibraryTest {
  private static final float TOLERANCE = 1e-4f;

  private final Library cortado = new CortadoLibrary();
  private final Library ejml = new EjmlLibrary();

  @ParameterizedTest
  @EnumSource
  void bothLearnAlike(Workload workload) {
    try (Trainee ours = Learning.start(cortado, workload);
        Trainee theirs = Learning.start(ejml, workload)) {
      int steps = Learning.requireLearning(ours, workload);
      assertEquals(steps, Learning.requireLearning(theirs, workload), 0.1 * steps);
    }
  }

  @Test
  void whatComputesAnotherLossIsNotMeasured() {
    assertThrows(
        IllegalStateException.class, () -> Learning.requireLearning(() -> 2, Workload.TINY));
  }

  @ParameterizedTest
  @EnumSource
  void bothPredictTheSame(Workload workload) {
    Mlp network = workload.network();
    Weights weights = Weights.of(network);
    float[][] samples = Data.of(network, 8).inputs();
    float[] ours = new float[network.outputs()];
    float[] theirs = new float[network.outputs()];
    try (Predictor our = cortado.predictor(network, weights);
        Predictor their = ejml.predictor(network, weights)) {
      for (float[] sample : samples) {
        our.predict(sample, ours);
        their.predict(sample, theirs);
        assertArrayEquals(ours, theirs, TOLERANCE);
      }
    }
    assertBatchesAgree(network, 128);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 64, 512})
  void bothMultiplyTheSame(int width) {
    assertBatchesAgree(Mlp.square(width), 8);
  }

  private void assertBatchesAgree(Mlp network, int samples) {
    Weights weights = Weights.of(network);
    float[][] rows = Data.of(network, samples).inputs();
    try (BatchPredictor our = cortado.batchPredictor(network, weights, rows);
        BatchPredictor their = ejml.batchPredictor(network, weights, rows)) {
      our.predict();
      their.predict();
      for (int s = 0; s < samples; s++) {
        assertArrayEquals(our.output(s), their.output(s), TOLERANCE);
      }
    }
  }
}
