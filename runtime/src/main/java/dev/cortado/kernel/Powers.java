package dev.cortado.kernel;

/**
 * Powers {@code exp(x - greatest)} of groups of logits: softmax and the losses on it are made of
 * them. They are the bits of {@link Functions#exp}, however many are computed at a time, and are
 * added in one order: so that a group has the same results alone and in a batch, plain and SIMD.
 */
public final class Powers {
  /** From this size on, a call for a group is worth it. */
  private static final int LEAST_ROW = 32;

  private static final int WORK = 16;

  /** The number of the array of a batch among those of {@link Scratch}. */
  private static final int BATCH = 3;

  private Powers() {}

  /** Whether groups are so long that their rows are better worked on one by one than copied. */
  public static boolean areLong(int size) {
    return size >= LEAST_ROW;
  }

  /** The greatest of {@code size} values from {@code from} on; any of them where one is NaN. */
  public static float greatest(float[] x, int from, int size) {
    return areLong(size) ? rows(size).greatest(x, from, size) : scan(x, from, size);
  }

  /** {@link #greatest}, one after another. */
  static float scan(float[] x, int from, int size) {
    float greatest = x[from];
    for (int i = from + 1; i < from + size; i++) {
      greatest = x[i] > greatest ? x[i] : greatest;
    }
    return greatest;
  }

  /**
   * The powers of groups of {@code size} logits, one group after the other.
   *
   * @param x the logits. Not modified, unless they are also the result.
   * @param powers receives the powers; may be {@code x}. Modified.
   */
  public static void of(float[] x, int size, float[] powers) {
    for (int from = 0; from < x.length; from += size) {
      if (areLong(size)) {
        RowKernels rows = rows(size);
        rows.powers(x, from, size, rows.greatest(x, from, size), powers);
      } else {
        float greatest = greatest(x, from, size);
        for (int i = from; i < from + size; i++) {
          powers[i] = FloatMath.exp(x[i] - greatest);
        }
      }
    }
  }

  /**
   * The powers of a batch, one sample after the other.
   *
   * @param x the logits of each sample, in groups of {@code size}. Not modified.
   * @return an array of the scratch, with the powers of sample {@code s} from {@code s} times the
   *     length of a row on
   */
  public static float[] batch(float[][] x, int samples, int size, Scratch scratch) {
    int row = x[0].length;
    float[] powers = scratch.array(BATCH, samples * row);
    for (int s = 0; s < samples; s++) {
      int at = s * row;
      float[] logits = x[s];
      for (int from = 0; from < row; from += size) {
        float greatest = greatest(logits, from, size);
        for (int i = from; i < from + size; i++) {
          powers[at + i] = logits[i] - greatest;
        }
      }
    }
    Kernels.set().rows().exp(powers, powers, samples * row);
    return powers;
  }

  /** Divides the powers of a group by their sum, rounded to float. */
  static void divide(float[] powers, int from, int size) {
    float sum = (float) sum(powers, from, size);
    if (areLong(size)) {
      rows(size).divide(powers, from, size, sum);
    } else {
      for (int i = from; i < from + size; i++) {
        powers[i] /= sum;
      }
    }
  }

  private static RowKernels rows(int length) {
    return Kernels.set().rows(RowUse.SOFTMAX, (long) WORK * length);
  }

  /**
   * The sum of {@code size} powers from {@code from} on, at least 1: of eight sums, each of every
   * eighth power, and of what is left over in the first of them.
   */
  public static double sum(float[] powers, int from, int size) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = from;
    for (; i + 8 <= from + size; i += 8) {
      s0 += powers[i];
      s1 += powers[i + 1];
      s2 += powers[i + 2];
      s3 += powers[i + 3];
      s4 += powers[i + 4];
      s5 += powers[i + 5];
      s6 += powers[i + 6];
      s7 += powers[i + 7];
    }
    for (; i < from + size; i++) {
      s0 += powers[i];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** The {@link #sum} of the powers of a group that are not kept. */
  public static double sumOf(float[] x, int from, int size, float greatest) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = from;
    for (; i + 8 <= from + size; i += 8) {
      s0 += FloatMath.exp(x[i] - greatest);
      s1 += FloatMath.exp(x[i + 1] - greatest);
      s2 += FloatMath.exp(x[i + 2] - greatest);
      s3 += FloatMath.exp(x[i + 3] - greatest);
      s4 += FloatMath.exp(x[i + 4] - greatest);
      s5 += FloatMath.exp(x[i + 5] - greatest);
      s6 += FloatMath.exp(x[i + 6] - greatest);
      s7 += FloatMath.exp(x[i + 7] - greatest);
    }
    for (; i < from + size; i++) {
      s0 += FloatMath.exp(x[i] - greatest);
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
