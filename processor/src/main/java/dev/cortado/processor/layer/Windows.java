package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a window moves over a sequence, {@code (steps, channels)}, or a picture, {@code (rows,
 * columns, channels)}.
 *
 * @param axes one axis or two
 * @param channels the size of the last axis
 */
record Windows(List<WindowAxis> axes, int channels) {
  Windows {
    axes = List.copyOf(axes);
  }

  private int product(ToIntFunction<WindowAxis> size) {
    return axes.stream().mapToInt(size).reduce(1, (a, b) -> a * b);
  }

  /** The same over an input to which the padding before it belongs. */
  Windows withoutPadding() {
    return new Windows(axes.stream().map(WindowAxis::withoutPadding).toList(), channels);
  }

  /** How many positions the window takes. */
  int positions() {
    return product(WindowAxis::positions);
  }

  /** How many places the window has. */
  int area() {
    return product(WindowAxis::window);
  }

  /** A number for each axis, then more: the shape of what windows make of the input. */
  Shape shape(ToIntFunction<WindowAxis> size, Integer... more) {
    return new Shape(Stream.concat(axes.stream().mapToInt(size).boxed(), Stream.of(more)).toList());
  }

  /** The runtime's. */
  Expression expression() {
    List<Expression> arguments = new ArrayList<>();
    axes.forEach(axis -> arguments.add(axis.expression()));
    arguments.add(new Expression.Verbatim(String.valueOf(channels)));
    return new Expression.Call("Windows", "of", arguments);
  }

  /** In a few words: {@code 3x3 same stride 2x2}. */
  String description(String padding) {
    String text = "%s %s".formatted(sizes(WindowAxis::window), padding.toLowerCase(Locale.ROOT));
    if (axes.stream().anyMatch(axis -> axis.stride() > 1)) {
      text += " stride " + sizes(WindowAxis::stride);
    }
    if (axes.stream().anyMatch(axis -> axis.dilation() > 1)) {
      text += " dilation " + sizes(WindowAxis::dilation);
    }
    return text;
  }

  private String sizes(ToIntFunction<WindowAxis> size) {
    return axes.stream()
        .map(axis -> String.valueOf(size.applyAsInt(axis)))
        .collect(Collectors.joining("x"));
  }
}
