package dev.cortado.data.audio;

/** Power spectra of the frames of signals. Immutable. */
final class Spectra {
  private final Stft stft;
  private final Fourier fourier;
  private final double[] window;

  Spectra(Stft stft) {
    this.stft = stft;
    fourier = new Fourier(stft.fftLength());
    window = new double[stft.fftLength()];
    int from = (stft.fftLength() - stft.sequenceLength()) / 2;
    for (int i = 0; i < stft.sequenceLength(); i++) {
      // hann(i) = 1/2 - 1/2 cos(2 pi i / n)
      window[from + i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / stft.sequenceLength());
    }
  }

  /** Refuses signals that are too short to be reflected. */
  static void requireLength(Stft stft, int samples) {
    if (samples <= stft.fftLength() / 2) {
      throw new IllegalArgumentException(
          "there are %d samples, but an FFT of %d takes more than %d; pad them, or make the FFT shorter"
              .formatted(samples, stft.fftLength(), stft.fftLength() / 2));
    }
  }

  /** The frames of a signal, for one thread. */
  Frame frame(float[] samples) {
    requireLength(stft, samples.length);
    return new Frame(samples);
  }

  /** The frames of one signal, one at a time. */
  final class Frame {
    private final float[] samples;
    private final double[] real = new double[stft.fftLength()];
    private final double[] imaginary = new double[stft.fftLength()];

    private Frame(float[] samples) {
      this.samples = samples;
    }

    /**
     * The squared magnitudes of a frame.
     *
     * @param power receives them, one a bin. Modified.
     */
    void power(int frame, double[] power) {
      long start = (long) frame * stft.sequenceStride() - real.length / 2;
      for (int i = 0; i < real.length; i++) {
        real[i] = window[i] * sample(start + i);
        imaginary[i] = 0;
      }
      fourier.transform(real, imaginary);
      for (int k = 0; k < power.length; k++) {
        power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
      }
    }

    /** The signal, reflected at its first and its last sample. */
    private float sample(long at) {
      long inside = Math.abs(at);
      int last = samples.length - 1;
      return samples[(int) (inside <= last ? inside : 2L * last - inside)];
    }
  }
}
