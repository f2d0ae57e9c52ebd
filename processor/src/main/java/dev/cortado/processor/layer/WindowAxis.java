package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a window moves along an axis, as the runtime's class of that name has it.
 *
 * @param size how many elements the input has along the axis
 * @param positions how many positions the window takes
 * @param window how many elements the window has
 * @param stride how far apart two positions are, in elements
 * @param dilation how far apart two elements of the window are
 * @param before how many elements of padding there are before the first element
 */
record WindowAxis(int size, int positions, int window, int stride, int dilation, int before) {

  /** How many elements of the input a window of so many elements spans. */
  static long span(int window, int dilation) {
    return (window - 1L) * dilation + 1;
  }

  /**
   * The positions of a window, as Keras defines them.
   *
   * @param padding the name of a constant of {@code Padding}; for VALID the window spans no more
   *     than the input has
   */
  static WindowAxis of(int size, int window, int stride, int dilation, String padding) {
    long span = span(window, dilation);
    if (padding.equals("VALID")) {
      int positions = Math.toIntExact((size - span) / stride + 1);
      return new WindowAxis(size, positions, window, stride, dilation, 0);
    }
    int positions = (size - 1) / stride + 1;
    long missing = Math.max((positions - 1L) * stride + span - size, 0);
    int before = Math.toIntExact(padding.equals("CAUSAL") ? span - 1 : missing / 2);
    return new WindowAxis(size, positions, window, stride, dilation, before);
  }

  /** The same where the padding before the first element belongs to the input. */
  WindowAxis withoutPadding() {
    return new WindowAxis(size + before, positions, window, stride, dilation, 0);
  }

  /** The runtime's. */
  Expression expression() {
    List<Expression> arguments =
        Stream.of(size, positions, window, stride, dilation, before)
            .<Expression>map(number -> new Expression.Verbatim(String.valueOf(number)))
            .toList();
    return new Expression.Call("WindowAxis", "of", arguments);
  }
}
