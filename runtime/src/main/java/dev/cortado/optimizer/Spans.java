package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import java.util.List;

/** Where some parameters lie in the flat array. */
final class Spans {
  private final int[] from;
  private final int[] to;

  private Spans(int[] from, int[] to) {
    this.from = from;
    this.to = to;
  }

  /** One span for each parameter. */
  static Spans each(List<ParameterSpec> parameters) {
    return new Spans(
        parameters.stream().mapToInt(ParameterSpec::offset).toArray(),
        parameters.stream().mapToInt(p -> p.offset() + p.shape().size()).toArray());
  }

  int count() {
    return from.length;
  }

  /** The first index of a span. */
  int from(int span) {
    return from[span];
  }

  /** One past the last index of a span. */
  int to(int span) {
    return to[span];
  }
}
