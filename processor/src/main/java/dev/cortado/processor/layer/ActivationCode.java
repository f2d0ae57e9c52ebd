package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.function;
import static dev.cortado.processor.code.Expression.literal;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.graph.Head;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The code of an activation function that works element by element.
 *
 * @param name as formulas write it
 * @param apply the function of an element
 * @param slopeFromOutput whether its derivative is computed from its output, so that its input need
 *     not be kept
 * @param gradient from the gradient of the output and the output (or else the input), the gradient
 *     of the input
 * @param alpha its parameter, NaN where it has none
 * @param head whether a loss may be computed from its input
 */
record ActivationCode(
    String name,
    UnaryOperator<Expression> apply,
    boolean slopeFromOutput,
    BinaryOperator<Expression> gradient,
    double alpha,
    Head head) {
  /** Those whose gradient is a short formula, which HotSpot turns into vector instructions. */
  private static final List<String> LOOPS = List.of("exp", "sigmoid", "tanh");

  /** From this size on, a call for a row is worth it. */
  private static final int LEAST_ROW = 8;

  /**
   * The same for the row of a sample alone. With 16 numbers and vectors of as many, a prediction of
   * two such layers took 280 ns with calls, and 119 with loops.
   */
  private static final int LEAST_ROW_ALONE = 32;

  /** Whether it is {@code max(x, 0)}. */
  boolean isRelu() {
    return name.equals("relu");
  }

  /**
   * The code of a function.
   *
   * @param function the name of its constant in {@code ActivationFunction}; neither softmax nor log
   *     softmax
   * @param alpha its parameter, NaN where none was given
   */
  static ActivationCode of(String function, double alpha) {
    return switch (function) {
      case "RELU" ->
          fromOutput(
              "relu",
              x -> max(x, literal(0)),
              (g, y) -> new Expression.IfGreater(y, literal(0), g, literal(0)));
      case "RELU6" -> fromOutput("relu6");
      case "LEAKY_RELU" -> fromOutput("leakyRelu", Double.isNaN(alpha) ? 0.2 : alpha);
      case "ELU" -> fromOutput("elu", Double.isNaN(alpha) ? 1 : alpha);
      case "SELU" -> fromOutput("selu");
      case "CELU" -> fromOutput("celu", Double.isNaN(alpha) ? 1 : alpha);
      case "GELU" -> fromInput("gelu");
      case "GELU_TANH" -> fromInput("geluTanh");
      case "SILU" -> fromInput("silu");
      case "MISH" -> fromInput("mish");
      case "SOFTPLUS" -> fromOutput("softplus");
      case "SOFTSIGN" -> fromOutput("softsign");
      case "TANH" ->
          fromOutput(
              "tanh", x -> function("tanh", x), (g, y) -> g.times(literal(1).minus(y.times(y))));
      case "SIGMOID" ->
          new ActivationCode(
              "sigmoid",
              x -> function("sigmoid", x),
              true,
              (g, y) -> g.times(y.times(literal(1).minus(y))),
              Double.NaN,
              Head.SIGMOID);
      case "HARD_SIGMOID" -> fromOutput("hardSigmoid");
      case "HARD_SILU" -> fromInput("hardSilu");
      case "EXPONENTIAL" -> fromOutput("exp", x -> function("exp", x), Expression::times);
      default -> throw new IllegalArgumentException("no code for the activation " + function);
    };
  }

  /**
   * Whether the runtime computes the function for whole rows of a size, with the same bits.
   *
   * @param isAlone whether there is one row only
   */
  boolean hasRows(int size, boolean isAlone) {
    return size >= (isAlone ? LEAST_ROW_ALONE : LEAST_ROW);
  }

  /** Whether the runtime computes its gradient for whole rows of a size, with the same bits. */
  boolean hasGradientRows(int size) {
    return size >= LEAST_ROW && !LOOPS.contains(name);
  }

  /** The arguments of a call for rows, which may have a parameter. */
  List<Expression> arguments(String... arrays) {
    Stream<Expression> parameter = Double.isNaN(alpha) ? Stream.of() : Stream.of(literal(alpha));
    return Stream.concat(Stream.of(arrays).map(Expression::name), parameter).toList();
  }

  private static Expression max(Expression a, Expression b) {
    return new Expression.Call("Math", "max", List.of(a, b));
  }

  private static ActivationCode fromOutput(
      String name, UnaryOperator<Expression> apply, BinaryOperator<Expression> gradient) {
    return new ActivationCode(name, apply, true, gradient, Double.NaN, Head.NONE);
  }

  private static ActivationCode fromOutput(String name) {
    return fromOutput(name, x -> function(name, x), (g, y) -> g.times(function(name + "Slope", y)));
  }

  private static ActivationCode fromOutput(String name, double alpha) {
    return new ActivationCode(
        name,
        x -> function(name, x, literal(alpha)),
        true,
        (g, y) -> g.times(function(name + "Slope", y, literal(alpha))),
        alpha,
        Head.NONE);
  }

  private static ActivationCode fromInput(String name) {
    return new ActivationCode(
        name,
        x -> function(name, x),
        false,
        (g, x) -> g.times(function(name + "Slope", x)),
        Double.NaN,
        Head.NONE);
  }
}
