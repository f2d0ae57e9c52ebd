package dev.cortado.data.audio;

/**
 * Triangles on the mel scale of HTK, {@code mel = 1127 ln(1 + f / 700)}, as Keras's {@code
 * MelSpectrogram} and TensorFlow's {@code linear_to_mel_weight_matrix} have them: each rises from
 * the centre of the one before to 1 at its own, and falls to 0 at that of the next. Immutable.
 */
final class MelFilters {
  private final int[] froms;
  private final double[][] weights;

  /**
   * @param count how many triangles there are
   * @param bins how many bins a spectrum has
   * @param sampleRate samples a second
   * @param minFrequency where the first triangle begins, in hertz
   * @param maxFrequency where the last one ends, in hertz
   */
  MelFilters(int count, int bins, int sampleRate, double minFrequency, double maxFrequency) {
    froms = new int[count];
    weights = new double[count][];
    double low = mel(minFrequency);
    double step = (mel(maxFrequency) - low) / (count + 1);
    double[] mels = new double[bins];
    for (int k = 0; k < bins; k++) {
      mels[k] = mel(k * (sampleRate / 2.0) / (bins - 1));
    }
    // The bin of frequency 0 is in no triangle
    int from = 1;
    for (int m = 0; m < count; m++) {
      double left = low + m * step;
      double right = low + (m + 2) * step;
      while (from < bins && mels[from] <= left) {
        from++;
      }
      int to = from;
      while (to < bins && mels[to] < right) {
        to++;
      }
      froms[m] = from;
      weights[m] = new double[to - from];
      for (int k = from; k < to; k++) {
        weights[m][k - from] = Math.min(mels[k] - left, right - mels[k]) / step;
      }
    }
  }

  private static double mel(double frequency) {
    return 1127 * StrictMath.log(1 + frequency / 700);
  }

  /** How many triangles no bin is in: where there are many of them and the FFT is short. */
  int empty() {
    int empty = 0;
    for (double[] triangle : weights) {
      empty += triangle.length == 0 ? 1 : 0;
    }
    return empty;
  }

  /** The weight of a bin in a triangle. */
  double weight(int triangle, int bin) {
    int at = bin - froms[triangle];
    return at >= 0 && at < weights[triangle].length ? weights[triangle][at] : 0;
  }

  /**
   * The sums of a spectrum under all triangles.
   *
   * @param into receives them. Modified.
   */
  void apply(double[] spectrum, double[] into) {
    for (int m = 0; m < weights.length; m++) {
      double sum = 0;
      for (int i = 0; i < weights[m].length; i++) {
        sum += weights[m][i] * spectrum[froms[m] + i];
      }
      into[m] = sum;
    }
  }
}
