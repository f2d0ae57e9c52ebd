package dev.cortado.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.Allocations;
import dev.cortado.model.Head;
import dev.cortado.model.Outputs;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossAllocationTest {

  static Stream<Loss> losses() {
    return Stream.of(
        Loss.MEAN_SQUARED_ERROR,
        Loss.MEAN_ABSOLUTE_ERROR,
        Loss.MEAN_ABSOLUTE_PERCENTAGE_ERROR,
        Loss.MEAN_SQUARED_LOGARITHMIC_ERROR,
        Loss.LOG_COSH,
        Loss.HUBER,
        Loss.HINGE,
        Loss.SQUARED_HINGE,
        Loss.CATEGORICAL_HINGE,
        Loss.BINARY_CROSSENTROPY,
        Loss.BINARY_FOCAL_CROSSENTROPY,
        Loss.CATEGORICAL_CROSSENTROPY,
        Loss.CATEGORICAL_FOCAL_CROSSENTROPY,
        Loss.SPARSE_CATEGORICAL_CROSSENTROPY,
        Loss.KL_DIVERGENCE,
        Loss.POISSON,
        Loss.COSINE_SIMILARITY);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aSampleAllocatesNothing(Loss loss) {
    float[] prediction = {0.2f, 0.8f};
    float[] gradient = new float[2];
    for (Head head : Head.values()) {
      Loss.OutputLoss onOutput = loss.on(Outputs.of(head, 2));
      float[] target = onOutput.targetSize() == 1 ? new float[] {1} : new float[] {0, 1};
      long bytes =
          Allocations.least(
              () -> {
                onOutput.sample(prediction, target, 1, gradient);
                onOutput.counted(target);
              });
      assertEquals(0, bytes);
    }
  }
}
