package dev.cortado.kernel;

import static java.lang.Math.fma;

/**
 * Vectors divided by their lengths, called by generated code. Arrays hold grids of {@code (...,
 * size, stride)} elements; a vector runs along the middle axis. Sums are in ascending order with
 * fma. Nothing is allocated.
 */
public final class UnitNorm {
  private UnitNorm() {}

  /**
   * {@code to = from / sqrt(max(Σ from², least))} along the axis.
   *
   * @param from the vectors. Not modified.
   * @param to receives the result, as long as {@code from}. Modified.
   * @param size the number of elements of a vector
   * @param stride how far apart they are
   * @param least the least square of a length: shorter vectors are divided by its root
   */
  public static void forward(float[] from, float[] to, int size, int stride, float least) {
    for (int block = 0; block < from.length; block += size * stride) {
      for (int first = block; first < block + stride; first++) {
        float scale = inverse(Math.max(squares(from, first, size, stride), least));
        for (int i = 0; i < size; i++) {
          to[first + i * stride] = from[first + i * stride] * scale;
        }
      }
    }
  }

  /**
   * The gradient through {@link #forward}: {@code to = (gradient - y · Σ gradient · y) / length},
   * and {@code gradient / sqrt(least)} for vectors that are too short.
   *
   * @param from what was divided. Not modified.
   * @param gradient the gradient of the result. Not modified.
   * @param to receives the gradient of {@code from}. Modified.
   * @param size the number of elements of a vector
   * @param stride how far apart they are
   * @param least the least square of a length
   */
  public static void gradient(
      float[] from, float[] gradient, float[] to, int size, int stride, float least) {
    for (int block = 0; block < from.length; block += size * stride) {
      for (int first = block; first < block + stride; first++) {
        float squares = squares(from, first, size, stride);
        float scale = inverse(Math.max(squares, least));
        float along = 0;
        for (int i = first; i < first + size * stride; i += stride) {
          along = fma(gradient[i], from[i] * scale, along);
        }
        float back = squares < least ? 0 : along * scale;
        for (int i = first; i < first + size * stride; i += stride) {
          to[i] = (gradient[i] - from[i] * back) * scale;
        }
      }
    }
  }

  private static float squares(float[] values, int first, int size, int stride) {
    float sum = 0;
    for (int i = first; i < first + size * stride; i += stride) {
      sum = fma(values[i], values[i], sum);
    }
    return sum;
  }

  private static float inverse(float square) {
    return (float) (1 / Math.sqrt(square));
  }
}
