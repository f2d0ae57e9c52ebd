package dev.cortado.optimizer;

import static dev.cortado.optimizer.Branchless.positive;

/**
 * The loops of {@link Ftrl}: for the square root, and for other powers. {@code clip(z, -l1, l1) -
 * z} is written as what {@code -z} exceeds {@code l1} by, less what {@code z} does.
 */
final class FtrlPass implements Slots.Pass {
  private final double power;
  private final double l2;
  private final double beta;
  private final float l1;
  private final float shrinkage;
  private final float[] accumulator;
  private final float[] linear;

  FtrlPass(Ftrl description, Slots slots) {
    power = -description.learningRatePower();
    l1 = (float) description.l1();
    l2 = description.l2();
    shrinkage = (float) (2 * description.l2Shrinkage());
    beta = description.beta();
    accumulator = slots.filled("accumulator", description.initialAccumulator());
    linear = slots.zeros("linear");
  }

  @Override
  public void take(float[] w, float[] g, double rate, long t, int from, int to) {
    if (rate == 0) {
      return;
    }
    float inverse = (float) (1 / rate);
    // Above 0 also where an accumulator without any gradient yet is 0: w becomes 0 then, not 0 / 0.
    float added = Math.max((float) (beta / rate + 2 * l2), Float.MIN_NORMAL);
    if (power == 0.5) {
      roots(w, g, accumulator, linear, l1, shrinkage, inverse, added, from, to);
    } else {
      powers(w, g, accumulator, linear, power, l1, shrinkage, inverse, added, from, to);
    }
  }

  private static void roots(
      float[] w,
      float[] g,
      float[] accumulator,
      float[] linear,
      float l1,
      float shrinkage,
      float inverse,
      float added,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float before = accumulator[i];
      float n = before + x * x;
      float root = (float) Math.sqrt(n);
      float sigma = (root - (float) Math.sqrt(before)) * inverse;
      float z = linear[i] + (x + (shrinkage - sigma) * w[i]);
      accumulator[i] = n;
      linear[i] = z;
      w[i] = (positive(-z - l1) - positive(z - l1)) / (root * inverse + added);
    }
  }

  private static void powers(
      float[] w,
      float[] g,
      float[] accumulator,
      float[] linear,
      double power,
      float l1,
      float shrinkage,
      float inverse,
      float added,
      int from,
      int to) {
    for (int i = from; i < to; i++) {
      float x = g[i];
      float before = accumulator[i];
      float n = before + x * x;
      float raised = (float) Math.pow(n, power);
      float sigma = (float) ((raised - Math.pow(before, power)) * inverse);
      float z = linear[i] + (x + (shrinkage - sigma) * w[i]);
      accumulator[i] = n;
      linear[i] = z;
      w[i] = (positive(-z - l1) - positive(z - l1)) / (raised * inverse + added);
    }
  }
}
