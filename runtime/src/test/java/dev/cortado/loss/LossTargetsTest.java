package dev.cortado.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.model.Head;
import dev.cortado.model.Outputs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What losses refuse: targets outside their domain, outputs and parameters without meaning. */
class LossTargetsTest {

  private static void refuses(Loss loss, float[] target, String... parts) {
    int length = loss instanceof SparseCategoricalCrossentropy ? 3 : target.length;
    String problem = loss.on(Outputs.of(Head.NONE, length)).problemWith(target);
    for (String part : parts) {
      assertTrue(problem != null && problem.contains(part), loss.name() + ": " + problem);
    }
  }

  private static void accepts(Loss loss, float... target) {
    int length = loss instanceof SparseCategoricalCrossentropy ? 3 : target.length;
    assertNull(loss.on(Outputs.of(Head.NONE, length)).problemWith(target));
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void nothingTakesWhatIsNotFinite(float value) {
    for (Loss loss :
        List.of(
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
            Loss.KL_DIVERGENCE,
            Loss.POISSON,
            Loss.COSINE_SIMILARITY)) {
      refuses(
          loss,
          new float[] {1, value},
          "value 1 of the target is " + value,
          loss.name() + " takes");
    }
    refuses(Loss.SPARSE_CATEGORICAL_CROSSENTROPY, new float[] {value}, "label " + value);
  }

  @Test
  void realNumbers() {
    accepts(Loss.MEAN_SQUARED_ERROR, -1e30f, 0, 3);
    refuses(
        Loss.MEAN_SQUARED_ERROR,
        new float[] {Float.NaN},
        "value 0 of the target is NaN, but mean_squared_error takes finite numbers; leave the sample out or fill in the value");
  }

  @Test
  void counts() {
    accepts(Loss.POISSON, 0, 2.5f);
    refuses(
        Loss.POISSON,
        new float[] {0, 1, -2},
        "value 2 of the target is -2.0, but poisson takes finite numbers of at least 0",
        "; MEAN_SQUARED_ERROR");
    refuses(Loss.MEAN_SQUARED_LOGARITHMIC_ERROR, new float[] {-0.5f}, "value 0 of the target");
  }

  @Test
  void signs() {
    accepts(Loss.HINGE, -1, 1, -1);
    accepts(Loss.HINGE, 0, 1, 0);
    accepts(Loss.SQUARED_HINGE, 1, 1);
    refuses(Loss.HINGE, new float[] {1, 2}, "value 1 of the target is 2.0, but hinge takes labels");
    refuses(Loss.HINGE, new float[] {0, 1, -1}, "value 2 of the target is -1.0", "use one pair");
    refuses(Loss.SQUARED_HINGE, new float[] {-1, 0}, "value 1 of the target is 0.0");
    accepts(Loss.CATEGORICAL_HINGE, 0, 1, 0);
    refuses(Loss.CATEGORICAL_HINGE, new float[] {0.5f, 0.5f}, "value 0 of the target is 0.5");
  }

  @Test
  void probabilities() {
    accepts(Loss.BINARY_CROSSENTROPY, 0, 1, 0.3f);
    refuses(
        Loss.BINARY_CROSSENTROPY,
        new float[] {0, 1.5f},
        "value 1 of the target is 1.5, but binary_crossentropy takes values from 0 to 1; scale");
    refuses(Loss.BINARY_FOCAL_CROSSENTROPY, new float[] {-0.1f}, "value 0 of the target is -0.1");
  }

  @Test
  void distributions() {
    for (Loss loss :
        List.of(
            Loss.CATEGORICAL_CROSSENTROPY,
            Loss.CATEGORICAL_FOCAL_CROSSENTROPY,
            Loss.KL_DIVERGENCE)) {
      accepts(loss, 0, 1, 0);
      accepts(loss, 0.3333f, 0.3333f, 0.3333f);
      refuses(loss, new float[] {2, -1, 0}, "value 0 of the target is 2.0");
      Loss.OutputLoss groups = loss.on(Outputs.of(Head.SOFTMAX, 2, 3));
      String problem = groups.problemWith(new float[] {0, 1, 0, 1, 1, 0});
      assertEquals(
          "values 3 to 5 of the target sum to 2.0, but the probabilities that %s takes sum to 1; use Labels.oneHot, SPARSE_CATEGORICAL_CROSSENTROPY for indices of classes, or BINARY_CROSSENTROPY for several classes at once"
              .formatted(loss.name()),
          problem);
    }
  }

  @Test
  void labels() {
    accepts(Loss.SPARSE_CATEGORICAL_CROSSENTROPY, 0);
    accepts(Loss.SPARSE_CATEGORICAL_CROSSENTROPY, 2);
    accepts(Loss.SPARSE_CATEGORICAL_CROSSENTROPY.ignoreClass(255), 255);
    refuses(
        Loss.SPARSE_CATEGORICAL_CROSSENTROPY,
        new float[] {3},
        "label 3.0 at index 0 is no class from 0 to 2; number classes from 0, or leave labels out with SPARSE_CATEGORICAL_CROSSENTROPY.ignoreClass");
    refuses(Loss.SPARSE_CATEGORICAL_CROSSENTROPY, new float[] {-1}, "label -1.0 at index 0");
    refuses(Loss.SPARSE_CATEGORICAL_CROSSENTROPY, new float[] {0.5f}, "label 0.5 at index 0");
    refuses(Loss.SPARSE_CATEGORICAL_CROSSENTROPY.ignoreClass(-1), new float[] {-2}, "label -2.0");
    Loss.OutputLoss groups = Loss.SPARSE_CATEGORICAL_CROSSENTROPY.on(Outputs.of(Head.NONE, 2, 3));
    assertTrue(groups.problemWith(new float[] {1, 9}).startsWith("label 9.0 at index 1"));
  }

  @Test
  void outputsWithoutMeaning() {
    for (Loss loss :
        List.of(
            Loss.CATEGORICAL_CROSSENTROPY,
            Loss.SPARSE_CATEGORICAL_CROSSENTROPY,
            Loss.CATEGORICAL_FOCAL_CROSSENTROPY,
            Loss.CATEGORICAL_HINGE,
            Loss.KL_DIVERGENCE)) {
      refused(
          () -> loss.on(Outputs.of(Head.NONE, 4, 1)),
          loss.name()
              + " needs at least 2 classes along the last axis, but layer 'out' has the shape (4, 1)");
    }
    refused(
        () -> Loss.COSINE_SIMILARITY.on(Outputs.of(Head.NONE, 1)),
        "layer 'out' of shape (1) has one value along the last axis; use MEAN_SQUARED_ERROR");
    refused(
        () -> Loss.CATEGORICAL_FOCAL_CROSSENTROPY.alpha(1, 2).on(Outputs.of(Head.NONE, 3)),
        "has 2 weights in alpha, but layer 'out' of shape (3) has 3 classes");
  }

  @Test
  void parametersOutsideTheirRange() {
    refused(() -> Loss.HUBER.delta(0), "finite number above 0, not 0.0");
    refused(() -> Loss.BINARY_CROSSENTROPY.labelSmoothing(1.1), "from 0 to 1, not 1.1");
    refused(() -> Loss.CATEGORICAL_CROSSENTROPY.labelSmoothing(-1), "from 0 to 1, not -1.0");
    refused(() -> Loss.BINARY_FOCAL_CROSSENTROPY.labelSmoothing(2), "from 0 to 1, not 2.0");
    refused(() -> Loss.BINARY_FOCAL_CROSSENTROPY.gamma(-1), "not 0.25 and -1.0");
    refused(() -> Loss.BINARY_FOCAL_CROSSENTROPY.alpha(Double.NaN), "not NaN and 2.0");
    refused(() -> Loss.CATEGORICAL_FOCAL_CROSSENTROPY.alpha(1, -1), "not [1.0, -1.0]");
    refused(() -> new CategoricalFocalCrossentropy(List.of(), 2, 0), "not []");
    refused(() -> Loss.CATEGORICAL_FOCAL_CROSSENTROPY.gamma(Double.NaN), "not NaN");
    refused(() -> Loss.CATEGORICAL_FOCAL_CROSSENTROPY.labelSmoothing(3), "from 0 to 1, not 3.0");
  }

  private static void refused(Executable code, String part) {
    String message = assertThrows(IllegalArgumentException.class, code).getMessage();
    assertTrue(message.contains(part), message);
  }
}
