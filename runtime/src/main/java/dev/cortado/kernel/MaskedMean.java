package dev.cortado.kernel;

import java.util.Arrays;

/**
 * The mean of the vectors of a sequence at the steps that count, called by generated code. Where
 * none counts, it is 0. Vectors are added in the order of the steps.
 */
public final class MaskedMean {
  private MaskedMean() {}

  /**
   * The mean of one sample.
   *
   * @param x a vector for each step. Not modified.
   * @param mask 0 for steps that do not count. Not modified.
   * @param mean receives the result. Overwritten.
   */
  public static void forward(float[] x, float[] mask, float[] mean) {
    RowKernels rows = Kernels.set().rows(RowUse.SUMS, x.length);
    Arrays.fill(mean, 0f);
    for (int t = 0; t < mask.length; t++) {
      if (mask[t] != 0) {
        rows.add(x, t * mean.length, mean, 0, mean.length);
      }
    }
    float count = Math.max(count(mask), 1);
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= count;
    }
  }

  /**
   * The gradient of the vectors of one sample.
   *
   * @param meanGradient the gradient of the mean. Not modified.
   * @param mask 0 for steps that do not count. Not modified.
   * @param xGradient receives a vector for each step. Overwritten.
   */
  public static void gradient(float[] meanGradient, float[] mask, float[] xGradient) {
    float count = count(mask);
    int length = meanGradient.length;
    Arrays.fill(xGradient, 0f);
    for (int t = 0; t < mask.length; t++) {
      for (int c = 0; c < length && mask[t] != 0; c++) {
        xGradient[t * length + c] = meanGradient[c] / count;
      }
    }
  }

  private static int count(float[] mask) {
    int count = 0;
    for (float counts : mask) {
      count += counts == 0 ? 0 : 1;
    }
    return count;
  }
}
