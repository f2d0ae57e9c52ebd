package dev.cortado.data.audio;

/**
 * The short-time Fourier transform with a periodic Hann window, as {@code keras.ops.stft} has it:
 * frames are centred on the samples 0, {@code sequenceStride}, twice that and so on, and the signal
 * is reflected at its ends. Immutable.
 *
 * @param fftLength how many samples a transform takes, a power of two; it gives half as many bins
 *     and one more, of which bin {@code k} has the frequency {@code k / fftLength} of the sample
 *     rate
 * @param sequenceLength how many samples the window has, at most {@code fftLength}, in whose middle
 *     it stands
 * @param sequenceStride how many samples frames are apart
 */
public record Stft(int fftLength, int sequenceLength, int sequenceStride) {
  private static final int LONGEST = 1 << 16;

  /**
   * @throws IllegalArgumentException where a number is out of its range
   */
  public Stft {
    if (fftLength < 2 || fftLength > LONGEST || Integer.bitCount(fftLength) != 1) {
      throw new IllegalArgumentException(
          "the FFT length is a power of two from 2 to %d, not %d; the next one above is %d"
              .formatted(LONGEST, fftLength, next(fftLength)));
    }
    if (sequenceLength < 1 || sequenceLength > fftLength || sequenceStride < 1) {
      throw new IllegalArgumentException(
          "a window has from 1 to %d samples and a stride of at least 1, not %d and %d"
              .formatted(fftLength, sequenceLength, sequenceStride));
    }
  }

  private static int next(int length) {
    return length < 2 ? 2 : (int) Math.min(LONGEST, 2L * Integer.highestOneBit(length - 1));
  }

  /** How many numbers a frame has. */
  public int bins() {
    return fftLength / 2 + 1;
  }

  /** How many frames so many samples have. */
  public int frames(int samples) {
    return 1 + samples / sequenceStride;
  }

  /**
   * The magnitudes of all frames, one frame after the other, in a fresh array of {@code frames x
   * bins}.
   *
   * @throws IllegalArgumentException where there are too few samples to be reflected: not more than
   *     half the FFT length
   */
  public float[] magnitudes(float[] samples) {
    Spectra spectra = new Spectra(this);
    int bins = bins();
    float[] magnitudes = new float[Math.multiplyExact(frames(samples.length), bins)];
    double[] power = new double[bins];
    Spectra.Frame frame = spectra.frame(samples);
    for (int f = 0; f < frames(samples.length); f++) {
      frame.power(f, power);
      for (int k = 0; k < bins; k++) {
        magnitudes[f * bins + k] = (float) Math.sqrt(power[k]);
      }
    }
    return magnitudes;
  }
}
