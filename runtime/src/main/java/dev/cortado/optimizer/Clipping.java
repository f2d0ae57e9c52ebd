package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import java.util.List;

/**
 * Limits gradients.
 *
 * @param kind what is limited
 * @param limit above 0
 */
record Clipping(Kind kind, double limit) {
  /** What is limited. */
  enum Kind {
    VALUE("clipValue"),
    NORM("clipNorm"),
    GLOBAL_NORM("globalClipNorm");

    private final String method;

    Kind(String method) {
      this.method = method;
    }
  }

  /** Limits a gradient in place. */
  @FunctionalInterface
  interface Pass {
    /** Limits nothing. */
    Pass NONE = gradient -> {};

    void clip(float[] gradient);
  }

  Clipping {
    Hyperparameter.requirePositive("limit of " + kind.method, limit, "1");
  }

  /** Says how it was asked for: {@code clipNorm(1.0)}. */
  @Override
  public String toString() {
    return "%s(%s)".formatted(kind.method, limit);
  }

  Pass on(List<ParameterSpec> trainable) {
    int size = Slots.sizeOf(trainable);
    if (kind == Kind.VALUE) {
      float bound = (float) limit;
      return gradient -> clipValues(gradient, size, bound);
    }
    if (kind == Kind.GLOBAL_NORM) {
      return gradient -> clipNorm(gradient, 0, size, limit);
    }
    Spans spans = Spans.each(trainable);
    return gradient -> {
      for (int s = 0; s < spans.count(); s++) {
        clipNorm(gradient, spans.from(s), spans.to(s), limit);
      }
    };
  }

  private static void clipValues(float[] gradient, int size, float bound) {
    // A branch that is rarely taken; Math.min and Math.max would be two that are taken always.
    for (int i = 0; i < size; i++) {
      float g = gradient[i];
      if (Math.abs(g) > bound) {
        gradient[i] = Math.copySign(bound, g);
      }
    }
  }

  private static void clipNorm(float[] gradient, int from, int to, double limit) {
    double norm = Math.sqrt(squares(gradient, from, to));
    if (norm > limit) {
      float factor = (float) (limit / norm);
      for (int i = from; i < to; i++) {
        gradient[i] *= factor;
      }
    }
  }

  // In double, so that squares of large gradients are finite; four sums, as one waits for itself.
  private static double squares(float[] gradient, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      sum0 += (double) gradient[i] * gradient[i];
      sum1 += (double) gradient[i + 1] * gradient[i + 1];
      sum2 += (double) gradient[i + 2] * gradient[i + 2];
      sum3 += (double) gradient[i + 3] * gradient[i + 3];
    }
    for (; i < to; i++) {
      sum0 += (double) gradient[i] * gradient[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
