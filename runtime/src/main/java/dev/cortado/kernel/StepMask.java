package dev.cortado.kernel;

import java.util.Arrays;

/** Masks of sequences: for each step 1 where it counts, 0 where it only fills up. */
public final class StepMask {
  private StepMask() {}

  /**
   * Masks the steps of a sample all of whose features are a value.
   *
   * @param x the features of each step. Not modified.
   * @param features how many there are at a step
   * @param value what marks steps that do not count
   * @param mask receives 1 or 0 for each step. Overwritten.
   */
  public static void where(float[] x, int features, float value, float[] mask) {
    for (int step = 0, at = 0; at < x.length; step++, at += features) {
      int i = at;
      while (i < at + features && x[i] == value) {
        i++;
      }
      mask[step] = i < at + features ? 1 : 0;
    }
  }

  /**
   * The steps of a sample that count, and zeros in place of the others.
   *
   * @param x some numbers for each step. Not modified.
   * @param mask 1 or 0 for each step. Not modified.
   * @param size how many numbers there are for a step
   * @param y as long as {@code x}. Overwritten.
   */
  public static void apply(float[] x, float[] mask, int size, float[] y) {
    for (int step = 0, at = 0; at < x.length; step++, at += size) {
      if (mask[step] == 0) {
        Arrays.fill(y, at, at + size, 0f);
      } else {
        System.arraycopy(x, at, y, at, size);
      }
    }
  }
}
