package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {
  /** Between neighbours of the sweep; prime, so that all patterns of low bits occur. */
  private static final int STEP = 30_011;

  private static final int INFINITY = Float.floatToIntBits(Float.POSITIVE_INFINITY);

  /** A function of a float. */
  interface FloatFunction {
    float of(float x);
  }

  private static Arguments function(String name, FloatFunction tested, DoubleUnaryOperator truth) {
    return Arguments.of(name, tested, truth);
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        function("exp", Functions::exp, StrictMath::exp),
        function("log", FloatMath::log, StrictMath::log),
        function("erf", FloatMath::erf, References::erf),
        function("sigmoid", Functions::sigmoid, References::sigmoid),
        function("tanh", Functions::tanh, StrictMath::tanh),
        function("softplus", Functions::softplus, References::softplus),
        function("softsign", Functions::softsign, References::softsign),
        function("relu6", Functions::relu6, x -> Math.min(Math.max(x, 0), 6)),
        function("leakyRelu", x -> Functions.leakyRelu(x, 0.3f), x -> x < 0 ? 0.3f * x : x),
        function("elu 1", x -> Functions.elu(x, 1), x -> References.elu(x, 1)),
        function("elu 0.3", x -> Functions.elu(x, 0.3f), x -> References.elu(x, 0.3f)),
        function("selu", Functions::selu, References::selu),
        function("celu 1", x -> Functions.celu(x, 1), x -> References.celu(x, 1)),
        function("celu 2.5", x -> Functions.celu(x, 2.5f), x -> References.celu(x, 2.5f)),
        function("gelu", Functions::gelu, References::gelu),
        function("geluTanh", Functions::geluTanh, References::geluTanh),
        function("silu", Functions::silu, References::silu),
        function("mish", Functions::mish, References::mish),
        function("hardSigmoid", Functions::hardSigmoid, References::hardSigmoid),
        function("hardSilu", Functions::hardSilu, x -> x * References.hardSigmoid(x)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void isWithinTwoUnitsInTheLastPlace(
      String name, FloatFunction tested, DoubleUnaryOperator truth) {
    for (int bits = 0; bits < INFINITY; bits += STEP) {
      assertClose(tested, truth, Float.intBitsToFloat(bits));
      assertClose(tested, truth, -Float.intBitsToFloat(bits));
    }
    assertClose(tested, truth, Float.MIN_VALUE);
    assertClose(tested, truth, -Float.MIN_VALUE);
    assertClose(tested, truth, Float.MIN_NORMAL);
    assertClose(tested, truth, Math.nextDown(Float.MIN_NORMAL));
    assertClose(tested, truth, Float.MAX_VALUE);
    assertClose(tested, truth, -Float.MAX_VALUE);
    for (float x = -120; x < 120; x += 1 / 1024f) {
      assertClose(tested, truth, x);
    }
  }

  private static void assertClose(FloatFunction tested, DoubleUnaryOperator truth, float x) {
    double expected = truth.applyAsDouble(x);
    float found = tested.of(x);
    if (found == (float) expected || (Float.isNaN(found) && Double.isNaN(expected))) {
      return;
    }
    double error = Math.abs(found - expected) / Math.ulp((float) expected);
    assertTrue(error <= 2, "at %s found %s, expected %s".formatted(x, found, expected));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void passesNaNOn(String name, FloatFunction tested, DoubleUnaryOperator truth) {
    assertTrue(Float.isNaN(tested.of(Float.NaN)));
  }

  @Test
  void reachesTheLimitsAtInfinity() {
    float infinity = Float.POSITIVE_INFINITY;
    assertLimits(0, infinity, Functions::exp);
    assertLimits(Float.NaN, infinity, FloatMath::log);
    assertLimits(-1, 1, FloatMath::erf);
    assertLimits(0, 1, Functions::sigmoid);
    assertLimits(-1, 1, Functions::tanh);
    assertLimits(0, infinity, Functions::softplus);
    assertLimits(-1, 1, Functions::softsign);
    assertLimits(0, 6, Functions::relu6);
    assertLimits(-infinity, infinity, x -> Functions.leakyRelu(x, 0.2f));
    assertLimits(-0.5f, infinity, x -> Functions.elu(x, 0.5f));
    assertLimits(-1.7580993f, infinity, Functions::selu);
    assertLimits(-2, infinity, x -> Functions.celu(x, 2));
    assertLimits(0, infinity, Functions::gelu);
    assertLimits(0, infinity, Functions::geluTanh);
    assertLimits(0, infinity, Functions::silu);
    assertLimits(0, infinity, Functions::mish);
    assertLimits(0, 1, Functions::hardSigmoid);
    assertLimits(0, infinity, Functions::hardSilu);
    assertLimits(0, 1, Functions::geluSlope);
    assertLimits(0, 1, Functions::geluTanhSlope);
    assertLimits(0, 1, Functions::siluSlope);
    assertLimits(0, 1, Functions::mishSlope);
    assertLimits(0, 1, Functions::hardSiluSlope);
  }

  private static void assertLimits(float below, float above, FloatFunction tested) {
    // Zeros of either sign
    assertEquals(below + 0f, tested.of(Float.NEGATIVE_INFINITY) + 0f);
    assertEquals(above, tested.of(Float.POSITIVE_INFINITY));
  }

  @Test
  void theLogarithmOfZeroIsMinusInfinity() {
    assertEquals(Float.NEGATIVE_INFINITY, FloatMath.log(0f));
    assertEquals(Float.NEGATIVE_INFINITY, FloatMath.log(-0f));
    assertTrue(Float.isNaN(FloatMath.log(-Float.MIN_VALUE)));
    assertEquals(0f, FloatMath.log(1f));
  }

  @Test
  void oddFunctionsKeepTheSignOfZero() {
    assertEquals(-0f, Functions.tanh(-0f));
    assertEquals(-0f, Functions.softsign(-0f));
    assertEquals(-0f, Functions.elu(-0f, 1));
    assertEquals(-0f, Functions.silu(-0f));
    assertEquals(-0f, Functions.gelu(-0f));
    assertEquals(-0f, Functions.geluTanh(-0f));
    assertEquals(-0f, Functions.mish(-0f));
    assertEquals(-0f, FloatMath.erf(-0f));
    assertEquals(0f, Functions.tanh(0f));
  }
}
