package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.cortado.kernel.FunctionsTest.FloatFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of rows, and their gradients, give the bits of those of single numbers. */
class RowActivationsTest {
  private static final float ALPHA = 0.7f;

  private interface RowsFunction {
    void of(float[] from, float[] to);
  }

  private interface RowsGradient {
    void of(float[] gradient, float[] at, float[] to);
  }

  static Stream<Arguments> activations() {
    return Stream.of(
        Arguments.of(
            "Relu6",
            (FloatFunction) Functions::relu6,
            (FloatFunction) Functions::relu6Slope,
            (RowsFunction) Rows::relu6,
            (RowsGradient) Rows::relu6Gradient),
        Arguments.of(
            "LeakyRelu",
            (FloatFunction) x -> Functions.leakyRelu(x, ALPHA),
            (FloatFunction) y -> Functions.leakyReluSlope(y, ALPHA),
            (RowsFunction) (from, to) -> Rows.leakyRelu(from, to, ALPHA),
            (RowsGradient) (gradient, at, to) -> Rows.leakyReluGradient(gradient, at, to, ALPHA)),
        Arguments.of(
            "Elu",
            (FloatFunction) x -> Functions.elu(x, ALPHA),
            (FloatFunction) y -> Functions.eluSlope(y, ALPHA),
            (RowsFunction) (from, to) -> Rows.elu(from, to, ALPHA),
            (RowsGradient) (gradient, at, to) -> Rows.eluGradient(gradient, at, to, ALPHA)),
        Arguments.of(
            "Selu",
            (FloatFunction) Functions::selu,
            (FloatFunction) Functions::seluSlope,
            (RowsFunction) Rows::selu,
            (RowsGradient) Rows::seluGradient),
        Arguments.of(
            "Celu",
            (FloatFunction) x -> Functions.celu(x, ALPHA),
            (FloatFunction) y -> Functions.celuSlope(y, ALPHA),
            (RowsFunction) (from, to) -> Rows.celu(from, to, ALPHA),
            (RowsGradient) (gradient, at, to) -> Rows.celuGradient(gradient, at, to, ALPHA)),
        Arguments.of(
            "Gelu",
            (FloatFunction) Functions::gelu,
            (FloatFunction) Functions::geluSlope,
            (RowsFunction) Rows::gelu,
            (RowsGradient) Rows::geluGradient),
        Arguments.of(
            "GeluTanh",
            (FloatFunction) Functions::geluTanh,
            (FloatFunction) Functions::geluTanhSlope,
            (RowsFunction) Rows::geluTanh,
            (RowsGradient) Rows::geluTanhGradient),
        Arguments.of(
            "Silu",
            (FloatFunction) Functions::silu,
            (FloatFunction) Functions::siluSlope,
            (RowsFunction) Rows::silu,
            (RowsGradient) Rows::siluGradient),
        Arguments.of(
            "Mish",
            (FloatFunction) Functions::mish,
            (FloatFunction) Functions::mishSlope,
            (RowsFunction) Rows::mish,
            (RowsGradient) Rows::mishGradient),
        Arguments.of(
            "Softplus",
            (FloatFunction) Functions::softplus,
            (FloatFunction) Functions::softplusSlope,
            (RowsFunction) Rows::softplus,
            (RowsGradient) Rows::softplusGradient),
        Arguments.of(
            "Softsign",
            (FloatFunction) Functions::softsign,
            (FloatFunction) Functions::softsignSlope,
            (RowsFunction) Rows::softsign,
            (RowsGradient) Rows::softsignGradient),
        Arguments.of(
            "HardSigmoid",
            (FloatFunction) Functions::hardSigmoid,
            (FloatFunction) Functions::hardSigmoidSlope,
            (RowsFunction) Rows::hardSigmoid,
            (RowsGradient) Rows::hardSigmoidGradient),
        Arguments.of(
            "HardSilu",
            (FloatFunction) Functions::hardSilu,
            (FloatFunction) Functions::hardSiluSlope,
            (RowsFunction) Rows::hardSilu,
            (RowsGradient) Rows::hardSiluGradient));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("activations")
  void vectorsGiveTheBitsOfSingleNumbers(
      String name,
      FloatFunction function,
      FloatFunction slope,
      RowsFunction rows,
      RowsGradient gradientRows) {
    RowActivation vectors = Kernels.load("Vector" + name, RowActivation.class);
    check(function, (from, to) -> vectors.apply(from, to, from.length, ALPHA));
    checkGradient(
        slope, (gradient, at, to) -> vectors.gradient(gradient, at, to, to.length, ALPHA));
    float[] inPlace = RowsTest.numbers();
    float[] expected = inPlace.clone();
    vectors.apply(inPlace, inPlace, 29, ALPHA);
    for (int i = 0; i < 29; i++) {
      expected[i] = function.of(expected[i]);
    }
    assertArrayEquals(expected, inPlace);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("activations")
  void soDoPlainRows(
      String name,
      FloatFunction function,
      FloatFunction slope,
      RowsFunction rows,
      RowsGradient gradientRows) {
    check(function, rows);
    checkGradient(slope, gradientRows);
  }

  @Test
  void logarithmsAndErrorFunctionsToo() {
    RowFunction log = Kernels.load("VectorLog", RowFunction.class);
    RowFunction erf = Kernels.load("VectorErf", RowFunction.class);
    check(FloatMath::log, (from, to) -> log.apply(from, to, from.length, 1));
    check(FloatMath::erf, (from, to) -> erf.apply(from, to, from.length, 1));
    check(FloatMath::log, Rows::log);
    check(FloatMath::erf, Rows::erf);
  }

  private static void check(FloatFunction function, RowsFunction rows) {
    float[] from = RowsTest.numbers();
    float[] expected = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      expected[i] = function.of(from[i]);
    }
    float[] to = new float[from.length];
    rows.of(from, to);
    assertArrayEquals(expected, to);
  }

  private static void checkGradient(FloatFunction slope, RowsGradient rows) {
    float[] at = RowsTest.numbers();
    float[] gradient = new float[at.length];
    float[] expected = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      gradient[i] = at[at.length - 1 - i];
      expected[i] = gradient[i] * slope.of(at[i]);
    }
    rows.of(gradient, at, gradient);
    assertArrayEquals(expected, gradient);
  }
}
