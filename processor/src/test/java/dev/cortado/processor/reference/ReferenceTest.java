package dev.cortado.processor.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.processor.reference.Execution.Setting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's gradients against central differences of its own values. */
class ReferenceTest {
  private static final String CASES = "dev.cortado.processor.reference.";

  private static final double STEP = 1e-6;

  /** Relative to the terms whose sum the derivative along a direction is. */
  private static final double TOLERANCE = 1e-6;

  /** What losses lose when their difference is divided by the step, as a part of the tolerance. */
  private static final double CANCELLATION = 1e-3;

  private static final int SAMPLES = 3;

  static Stream<Network> random() {
    return RandomNetworks.draw(60).stream();
  }

  @ParameterizedTest
  @MethodSource({
    CASES + "LayerCases#activations",
    CASES + "LayerCases#denseLayers",
    CASES + "LayerCases#uses",
    CASES + "LayerCases#shapes",
    CASES + "LayerCases#merges",
    CASES + "LayerCases#normalizations",
    CASES + "LayerCases#noise",
    CASES + "PictureCases#convolutions",
    CASES + "PictureCases#otherConvolutions",
    CASES + "PictureCases#poolings",
    CASES + "PictureCases#borders",
    CASES + "SequenceCases#recurrences",
    CASES + "SequenceCases#lookups",
    CASES + "SequenceCases#attention",
    "random"
  })
  void gradientsAgreeWithCentralDifferences(Network network) {
    Random random = new Random(3);
    for (OptionalLong noise : List.of(OptionalLong.empty(), OptionalLong.of(11))) {
      check(network, noise, random);
    }
  }

  private static void check(Network network, OptionalLong noise, Random random) {
    Map<String, DMatrixRMaj> weights = network.randomWeights(random);
    List<DMatrixRMaj> inputs =
        RandomInputs.awayFromCorners(network, weights, SAMPLES, noise.orElse(0), random)
            .orElseThrow();
    Setting setting = new Setting(inputs, weights, noise);
    List<DMatrixRMaj> coefficients =
        network.outputs().stream()
            .map(
                output ->
                    RandomMatrices_DDRM.rectangle(
                        setting.samples(), network.shape(output).size(), -1, 1, random))
            .toList();
    Map<String, DMatrixRMaj> gradients =
        new Execution(network, setting, Rounding.none()).backward(coefficients);
    double magnitude = loss(network, setting, coefficients, Math::abs);
    Map<String, DMatrixRMaj> tensors = new HashMap<>(setting.weights());
    network
        .inputs()
        .forEach(
            input ->
                tensors.put(input.name(), setting.inputs().get(network.inputs().indexOf(input))));
    assertEquals(tensors.keySet(), gradients.keySet());
    // Tokens are whole numbers, which may lie on corners
    network.inputs().stream()
        .filter(input -> ((Input) input.kind()).tokens() > 0)
        .forEach(input -> gradients.remove(input.name()));
    gradients.forEach(
        (name, gradient) -> {
          for (int n = 0; n < 4; n++) {
            DMatrixRMaj tensor = tensors.get(name);
            DMatrixRMaj direction =
                RandomMatrices_DDRM.rectangle(tensor.numRows, tensor.numCols, -1, 1, random);
            DMatrixRMaj start = tensor.copy();
            CommonOps_DDRM.add(start, STEP, direction, tensor);
            double above = loss(network, setting, coefficients, x -> x);
            CommonOps_DDRM.add(start, -STEP, direction, tensor);
            double below = loss(network, setting, coefficients, x -> x);
            tensor.setTo(start);
            DMatrixRMaj terms = CommonOps_DDRM.elementMult(gradient, direction, null);
            double scale = CommonOps_DDRM.elementSumAbs(terms) + CANCELLATION * magnitude;
            assertEquals(
                CommonOps_DDRM.elementSum(terms),
                (above - below) / (2 * STEP),
                TOLERANCE * scale,
                () -> name + " of " + network.declaration("Net"));
          }
        });
  }

  /** The sum of a function of the outputs' elements times their coefficients. */
  private static double loss(
      Network network,
      Setting setting,
      List<DMatrixRMaj> coefficients,
      DoubleUnaryOperator function) {
    Execution execution = new Execution(network, setting, Rounding.none());
    double sum = 0;
    for (int o = 0; o < coefficients.size(); o++) {
      DMatrixRMaj value = execution.value(network.outputs().get(o));
      DMatrixRMaj terms = CommonOps_DDRM.elementMult(value, coefficients.get(o), null);
      sum += Arrays.stream(terms.data).map(function).sum();
    }
    return sum;
  }
}
