package dev.cortado.benchmarks.check;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.benchmarks.cortado.CortadoLibrary;
import dev.cortado.benchmarks.ejml.EjmlLibrary;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import dev.cortado.benchmarks.peer.Trainee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The libraries of the plain build compute the same. */
class LibraryTest {
  private final Library cortado = new CortadoLibrary();

  @ParameterizedTest
  @EnumSource(names = "CONV", mode = EnumSource.Mode.EXCLUDE) // takes seconds
  void cortadoLearnsAsTheNetworkByHandDoes(Workload workload) {
    Learning.learned(cortado, workload).close();
  }

  @ParameterizedTest
  @EnumSource(names = {"SEED", "WIDE", "TINY"})
  void theNetworkByHandLearns(Workload workload) {
    try (Trainee trainee = Learning.start(new EjmlLibrary(), workload)) {
      float first = trainee.step();
      float loss = first;
      for (int step = 0; step < 1000 && loss >= first / 2; step++) {
        loss = trainee.step();
      }
      assertTrue(loss < first / 2, "from " + first + " to " + loss);
    }
  }

  @Test
  void whatHasAnotherLossIsNotMeasured() {
    assertThrows(
        IllegalStateException.class,
        () -> Learning.requireFirstLosses(() -> 2, Workload.TINY.network(), 16));
  }

  @ParameterizedTest
  @EnumSource
  void cortadoPredictsAsTheNetworkByHandDoes(Workload workload) {
    Sequential network = workload.network();
    try (Predictor predictor = cortado.predictor(network, Weights.of(network))) {
      Agreement.require(predictor, network);
    }
    requireSameBatch(network);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16, 32, 64, 128, 256, 512})
  void cortadoMultipliesAsTheNetworkByHandDoes(int width) {
    requireSameBatch(Sequential.square(width));
  }

  @Test
  void whatPredictsSomethingElseIsNotMeasured() {
    Predictor zeros = (sample, output) -> {};
    assertThrows(
        IllegalStateException.class, () -> Agreement.require(zeros, Workload.TINY.network()));
  }

  private void requireSameBatch(Sequential network) {
    float[][] rows = Data.of(network, 128).inputs();
    try (BatchPredictor predictor = cortado.batchPredictor(network, Weights.of(network), rows)) {
      Agreement.require(predictor, network, rows);
    }
  }
}
