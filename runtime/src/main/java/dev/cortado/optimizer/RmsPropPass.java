package dev.cortado.optimizer;

import static dev.cortado.optimizer.Branchless.flush;

/** The loops of {@link RmsProp}: with or without centring and momentum. */
final class RmsPropPass implements Slots.Pass {
  private final float rho;
  private final float share;
  private final float momentum;
  private final float inside;
  private final float outside;
  private final boolean scaled;
  private final boolean centered;
  private final float[] squares;
  private final float[] averages;
  private final float[] increments;
  private final float[] normalized;

  RmsPropPass(RmsProp description, Slots slots) {
    boolean keras = description.flavour() == Flavour.KERAS;
    rho = (float) description.rho();
    share = (float) (1 - description.rho());
    momentum = (float) description.momentum();
    inside = keras ? (float) description.epsilon() : 0;
    outside = keras ? 0 : (float) description.epsilon();
    scaled = keras;
    centered = description.centered();
    squares = slots.zeros(centered ? "variance" : "second_moment");
    averages = centered ? slots.zeros("average_gradient") : null;
    increments = momentum == 0 ? null : slots.zeros("momentum");
    normalized = centered && increments != null ? new float[slots.size()] : null;
  }

  @Override
  public void take(float[] w, float[] g, double rate, long t, int from, int to) {
    float inner = scaled ? (float) rate : 1;
    float outer = scaled ? 1 : (float) rate;
    if (normalized != null) {
      // Two loops, as HotSpot does not turn such a large body into vector instructions.
      normalize(g, normalized, averages, squares, rho, share, inside, outside, from, to);
      Sgd.roll(w, normalized, increments, momentum, inner, outer, from, to);
    } else if (centered) {
      centered(w, g, averages, squares, rho, share, inside, outside, (float) rate, from, to);
    } else if (increments != null) {
      plain(w, g, squares, increments, share, momentum, inside, outside, inner, outer, from, to);
    } else {
      plain(w, g, squares, share, inside, outside, (float) rate, from, to);
    }
  }

  private static void plain(
      float[] w,
      float[] g,
      float[] squares,
      float share,
      float inside,
      float outside,
      float rate,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float v = flush(squares[i] + (x * x - squares[i]) * share);
      squares[i] = v;
      w[i] -= rate * x / ((float) Math.sqrt(v + inside) + outside);
    }
  }

  private static void plain(
      float[] w,
      float[] g,
      float[] squares,
      float[] increments,
      float share,
      float momentum,
      float inside,
      float outside,
      float inner,
      float outer,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float v = flush(squares[i] + (x * x - squares[i]) * share);
      float u = inner * x / ((float) Math.sqrt(v + inside) + outside);
      float b = flush(momentum * increments[i] + u);
      squares[i] = v;
      increments[i] = b;
      w[i] -= outer * b;
    }
  }

  // v - a² in a form that never is negative: where a moves by (1 - rho) · d with d = g - a, it
  // becomes rho · (v - a² + (1 - rho) · d²).
  private static void centered(
      float[] w,
      float[] g,
      float[] averages,
      float[] squares,
      float rho,
      float share,
      float inside,
      float outside,
      float rate,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float a = averages[i];
      float d = x - a;
      float v = flush(rho * (squares[i] + share * d * d));
      averages[i] = flush(a + share * d);
      squares[i] = v;
      w[i] -= rate * x / ((float) Math.sqrt(v + inside) + outside);
    }
  }

  private static void normalize(
      float[] g,
      float[] normalized,
      float[] averages,
      float[] squares,
      float rho,
      float share,
      float inside,
      float outside,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float a = averages[i];
      float d = x - a;
      float v = flush(rho * (squares[i] + share * d * d));
      averages[i] = flush(a + share * d);
      squares[i] = v;
      normalized[i] = x / ((float) Math.sqrt(v + inside) + outside);
    }
  }
}
