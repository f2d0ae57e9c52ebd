package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.kernel.FunctionsTest.FloatFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionSlopesTest {
  private static final float ALPHA = 0.7f;

  private static Arguments slope(String name, FloatFunction slope, DoubleUnaryOperator function) {
    return Arguments.of(name, slope, function);
  }

  /** For each function, its derivative as a function of the input. */
  static Stream<Arguments> slopes() {
    return Stream.of(
        slope("relu", x -> Functions.reluSlope(Math.max(x, 0)), x -> Math.max(x, 0)),
        slope(
            "relu6",
            x -> Functions.relu6Slope(Functions.relu6(x)),
            x -> Math.min(Math.max(x, 0), 6)),
        slope(
            "leakyRelu",
            x -> Functions.leakyReluSlope(Functions.leakyRelu(x, ALPHA), ALPHA),
            x -> x < 0 ? ALPHA * x : x),
        slope(
            "elu",
            x -> Functions.eluSlope(Functions.elu(x, ALPHA), ALPHA),
            x -> References.elu(x, ALPHA)),
        slope("selu", x -> Functions.seluSlope(Functions.selu(x)), References::selu),
        slope(
            "celu",
            x -> Functions.celuSlope(Functions.celu(x, ALPHA), ALPHA),
            x -> References.celu(x, ALPHA)),
        slope(
            "softplus", x -> Functions.softplusSlope(Functions.softplus(x)), References::softplus),
        slope(
            "softsign", x -> Functions.softsignSlope(Functions.softsign(x)), References::softsign),
        slope("tanh", x -> Functions.tanhSlope(Functions.tanh(x)), StrictMath::tanh),
        slope("sigmoid", x -> Functions.sigmoidSlope(Functions.sigmoid(x)), References::sigmoid),
        slope(
            "hardSigmoid",
            x -> Functions.hardSigmoidSlope(Functions.hardSigmoid(x)),
            References::hardSigmoid),
        slope("gelu", Functions::geluSlope, References::gelu),
        slope("geluTanh", Functions::geluTanhSlope, References::geluTanh),
        slope("silu", Functions::siluSlope, References::silu),
        slope("mish", Functions::mishSlope, References::mish),
        slope("hardSilu", Functions::hardSiluSlope, x -> x * References.hardSigmoid(x)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slopes")
  void isTheDerivative(String name, FloatFunction slope, DoubleUnaryOperator function) {
    double h = 1e-5;
    // Odd multiples of 1/64 avoid the corners, which lie at whole numbers
    for (float x = -25 - 1 / 64f; x < 25; x += 1 / 32f) {
      double expected = (function.applyAsDouble(x + h) - function.applyAsDouble(x - h)) / (2 * h);
      assertEquals(expected, slope.of(x), 5e-7, "at " + x);
    }
  }

  static Stream<Arguments> closedForms() {
    return Stream.of(
        slope("gelu", Functions::geluSlope, References::geluSlope),
        slope("geluTanh", Functions::geluTanhSlope, References::geluTanhSlope),
        slope("silu", Functions::siluSlope, References::siluSlope),
        slope("mish", Functions::mishSlope, References::mishSlope));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closedForms")
  void slopesOfTheInputAreWithinTheBound(
      String name, FloatFunction slope, DoubleUnaryOperator truth) {
    for (float x = -36; x < 36; x += 1 / 4096f) {
      assertEquals(truth.applyAsDouble(x), slope.of(x), Slopes.ERROR, "at " + x);
    }
  }

  @Test
  void smallOutputsKeepTheirDigits() {
    assertEquals(1e-30f, Functions.softplusSlope(1e-30f));
    assertEquals(1e-4 - 5e-9 + 1.6667e-13, Functions.softplusSlope(1e-4f), 1e-11);
  }

  @Test
  void cornersTakeTheSlopeFromTheLeft() {
    assertEquals(0, Functions.reluSlope(0));
    assertEquals(0, Functions.relu6Slope(0));
    assertEquals(0, Functions.relu6Slope(6));
    assertEquals(0.2f, Functions.leakyReluSlope(0, 0.2f));
    assertEquals(0.5f, Functions.eluSlope(0, 0.5f));
    assertEquals(1.7580993f, Functions.seluSlope(0));
    assertEquals(1, Functions.celuSlope(0, 0.5f));
    assertEquals(0, Functions.hardSigmoidSlope(0));
    assertEquals(0, Functions.hardSigmoidSlope(1));
    assertEquals(0, Functions.hardSiluSlope(-3));
    assertEquals(1.5f, Functions.hardSiluSlope(3));
    assertEquals(1, Functions.hardSiluSlope(Math.nextUp(3f)));
  }
}
