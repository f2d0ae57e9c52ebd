package dev.cortado.data.audio;

/**
 * The discrete Fourier transform of a length that is a power of two (Cooley and Tukey, 1965), in
 * double and with the same bits everywhere. Immutable.
 */
final class Fourier {
  private final int length;
  private final double[] cosines;
  private final double[] sines;

  Fourier(int length) {
    this.length = length;
    cosines = new double[length / 2];
    sines = new double[length / 2];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = StrictMath.cos(2 * Math.PI * i / length);
      sines[i] = StrictMath.sin(2 * Math.PI * i / length);
    }
  }

  /**
   * {@code X[k] = sum over n of x[n] exp(-2 pi i k n / length)}, in place.
   *
   * @param real the real parts. Modified.
   * @param imaginary the imaginary parts. Modified.
   */
  void transform(double[] real, double[] imaginary) {
    reverseBits(real);
    reverseBits(imaginary);
    for (int half = 1; half < length; half *= 2) {
      int stride = length / (2 * half);
      for (int from = 0; from < length; from += 2 * half) {
        for (int i = 0; i < half; i++) {
          int low = from + i;
          int high = low + half;
          double c = cosines[i * stride];
          double s = sines[i * stride];
          double r = real[high] * c + imaginary[high] * s;
          double j = imaginary[high] * c - real[high] * s;
          real[high] = real[low] - r;
          imaginary[high] = imaginary[low] - j;
          real[low] += r;
          imaginary[low] += j;
        }
      }
    }
  }

  private void reverseBits(double[] values) {
    int shift = Integer.numberOfLeadingZeros(length) + 1;
    for (int i = 0; i < length; i++) {
      int other = length == 1 ? 0 : Integer.reverse(i) >>> shift;
      if (other > i) {
        double value = values[i];
        values[i] = values[other];
        values[other] = value;
      }
    }
  }
}
