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

  static Stream<Arguments> increasing() {
    return Stream.of(
        function("softplus", Functions::softplus, References::softplus),
        function("softsign", Functions::softsign, References::softsign),
        function("relu6", Functions::relu6, x -> Math.min(Math.max(x, 0), 6)),
        function("leakyRelu", x -> Functions.leakyRelu(x, 0.3f), x -> x < 0 ? 0.3f * x : x),
        function("elu 1", x -> Functions.elu(x, 1), x -> References.elu(x, 1)),
        function("elu 0.3", x -> Functions.elu(x, 0.3f), x -> References.elu(x, 0.3f)),
        function("selu", Functions::selu, References::selu),
        function("celu 1", x -> Functions.celu(x, 1), x -> References.celu(x, 1)),
        function("celu 2.5", x -> Functions.celu(x, 2.5f), x -> References.celu(x, 2.5f)),
        function("hardSigmoid", Functions::hardSigmoid, References::hardSigmoid));
  }

  /** Those that are computed in float. */
  static Stream<Arguments> fast() {
    return Stream.of(
        function("exp", Functions::exp, StrictMath::exp),
        function("sigmoid", Functions::sigmoid, References::sigmoid),
        function("tanh", Functions::tanh, StrictMath::tanh));
  }

  static Stream<Arguments> exact() {
    return Stream.concat(
        increasing(),
        Stream.of(
            function("gelu", Functions::gelu, References::gelu),
            function("geluTanh", Functions::geluTanh, References::geluTanh),
            function("silu", Functions::silu, References::silu),
            function("mish", Functions::mish, References::mish),
            function("hardSilu", Functions::hardSilu, x -> x * References.hardSigmoid(x))));
  }

  static Stream<Arguments> functions() {
    return Stream.concat(exact(), fast());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exact")
  void isTheTruthRoundedToFloat(String name, FloatFunction tested, DoubleUnaryOperator truth) {
    // Half a unit is rounding; the rest is for the errors of the doubles on both sides
    assertClose(tested, truth, 0.501);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fast")
  void isWithinTwoUnitsInTheLastPlace(
      String name, FloatFunction tested, DoubleUnaryOperator truth) {
    assertClose(tested, truth, 2);
  }

  private static void assertClose(FloatFunction tested, DoubleUnaryOperator truth, double units) {
    for (int bits = 0; bits < INFINITY; bits += STEP) {
      assertClose(tested, truth, Float.intBitsToFloat(bits), units);
      assertClose(tested, truth, -Float.intBitsToFloat(bits), units);
    }
    assertClose(tested, truth, Float.MIN_VALUE, units);
    assertClose(tested, truth, -Float.MIN_VALUE, units);
    assertClose(tested, truth, Float.MAX_VALUE, units);
    assertClose(tested, truth, -Float.MAX_VALUE, units);
    for (float x = -120; x < 120; x += 1 / 1024f) {
      assertClose(tested, truth, x, units);
    }
  }

  private static void assertClose(
      FloatFunction tested, DoubleUnaryOperator truth, float x, double units) {
    double expected = truth.applyAsDouble(x);
    float found = tested.of(x);
    if (found == (float) expected) {
      return;
    }
    double error = Math.abs(found - expected) / Math.ulp((float) expected);
    assertTrue(error <= units, "at %s found %s, expected %s".formatted(x, found, expected));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("increasing")
  void neverDecreases(String name, FloatFunction tested, DoubleUnaryOperator truth) {
    float previous = tested.of(Float.NEGATIVE_INFINITY);
    for (int bits = INFINITY - 1; bits >= 0; bits -= STEP) {
      previous = assertNotBelow(previous, tested, -Float.intBitsToFloat(bits));
    }
    for (int bits = 0; bits < INFINITY; bits += STEP) {
      previous = assertNotBelow(previous, tested, Float.intBitsToFloat(bits));
    }
    assertNotBelow(previous, tested, Float.POSITIVE_INFINITY);
    float[] changesOfFormula = {1e-3f, 5e-4f, 6.907755f, 1, 2.5e-3f, 3, 6, 40};
    for (float change : changesOfFormula) {
      for (float sign : new float[] {-1, 1}) {
        float x = sign * change;
        for (int i = 0; i < 3000; i++) {
          x = Math.nextDown(x);
        }
        previous = tested.of(x);
        for (int i = 0; i < 6000; i++) {
          x = Math.nextUp(x);
          previous = assertNotBelow(previous, tested, x);
        }
      }
    }
  }

  private static float assertNotBelow(float previous, FloatFunction tested, float x) {
    float next = tested.of(x);
    assertTrue(next >= previous, "%s at %s is below %s before it".formatted(next, x, previous));
    return next;
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
    assertTrue(tested.of(Float.NEGATIVE_INFINITY) == below);
    assertTrue(tested.of(Float.POSITIVE_INFINITY) == above);
  }

  @Test
  void oddFunctionsKeepTheSignOfZero() {
    assertEquals(-0f, Functions.tanh(-0f));
    assertEquals(-0f, Functions.softsign(-0f));
    assertEquals(-0f, Functions.elu(-0f, 1));
    assertEquals(-0f, Functions.silu(-0f));
    assertEquals(-0f, Functions.gelu(-0f));
    assertEquals(0f, Functions.tanh(0f));
  }
}
