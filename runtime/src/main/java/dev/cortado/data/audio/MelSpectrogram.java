package dev.cortado.data.audio;

import java.util.OptionalDouble;

/**
 * How loud sound is over time and over frequencies on the mel scale, with the definition and the
 * defaults of Keras's {@code MelSpectrogram}: the squared magnitudes of {@link Stft}, summed under
 * triangles of HTK's mel scale that peak at 1, in decibels, {@code 10 log10(max(power, 1e-10))}, of
 * which none is more than 80 below the greatest. Unlike Keras's, time comes before frequency.
 * Immutable.
 *
 * <pre>{@code
 * MelSpectrogram.of(16_000).fft(512).stride(160).melBins(40).frequencies(60, 7600).mfcc(13)
 * }</pre>
 */
public final class MelSpectrogram {
  private final MelSettings settings;

  /** Made when it is first needed; whoever makes it makes the same. */
  private volatile MelTransform transform;

  MelSpectrogram(MelSettings settings) {
    this.settings = settings;
  }

  /**
   * Of sound with so many samples a second: an FFT of 2048, a stride of 512, 128 bins from 20 hertz
   * to half the sample rate, and decibels.
   *
   * @throws IllegalArgumentException below 1
   */
  public static MelSpectrogram of(int sampleRate) {
    return new MelSpectrogram(MelSettings.of(sampleRate));
  }

  /**
   * With an FFT, and a window, of so many samples: a power of two.
   *
   * @throws IllegalArgumentException where it is none
   */
  public MelSpectrogram fft(int length) {
    return with(new Stft(length, length, settings.stft().sequenceStride()));
  }

  /**
   * With a window of so many samples, at most those of the FFT, in whose middle it stands.
   *
   * @throws IllegalArgumentException below 1 or above the length of the FFT
   */
  public MelSpectrogram window(int length) {
    return with(new Stft(settings.stft().fftLength(), length, settings.stft().sequenceStride()));
  }

  /**
   * With a frame every so many samples.
   *
   * @throws IllegalArgumentException below 1
   */
  public MelSpectrogram stride(int samples) {
    return with(new Stft(settings.stft().fftLength(), settings.stft().sequenceLength(), samples));
  }

  private MelSpectrogram with(Stft stft) {
    return new MelSpectrogram(settings.withStft(stft));
  }

  /**
   * With so many bins.
   *
   * @throws IllegalArgumentException below 1
   */
  public MelSpectrogram melBins(int count) {
    return new MelSpectrogram(settings.withMelBins(count));
  }

  /**
   * With bins between two frequencies in hertz.
   *
   * @throws IllegalArgumentException where they do not rise from 0 or more to at most half the
   *     sample rate
   */
  public MelSpectrogram frequencies(double min, double max) {
    return new MelSpectrogram(settings.withFrequencies((float) min, (float) max));
  }

  /** With powers themselves, not decibels. */
  public MelSpectrogram power() {
    return new MelSpectrogram(settings.withTopDecibels(OptionalDouble.empty()));
  }

  /**
   * With decibels of which none is more than so many below the greatest of the sound: 80 unless
   * given.
   *
   * @throws IllegalArgumentException where it is not above 0
   */
  public MelSpectrogram topDecibels(double most) {
    return new MelSpectrogram(settings.withTopDecibels(OptionalDouble.of((float) most)));
  }

  /**
   * With mel-frequency cepstral coefficients in place of bins: the first so many of the orthonormal
   * discrete cosine transform, type 2, of the decibels of a frame, as librosa's {@code
   * feature.mfcc} has them.
   *
   * @throws IllegalArgumentException where there are more than bins, or no decibels
   */
  public MelSpectrogram mfcc(int coefficients) {
    return new MelSpectrogram(settings.withCoefficients(coefficients));
  }

  /** How many samples a second the sound has. */
  public int sampleRate() {
    return settings.sampleRate();
  }

  /** How many frames so many samples give. */
  public int frames(int samples) {
    return settings.stft().frames(samples);
  }

  /** How many numbers a frame has: bins, or cepstral coefficients. */
  public int width() {
    return settings.coefficients() > 0 ? settings.coefficients() : settings.melBins();
  }

  /** How many bins are always 0, as the FFT is too short for so many: a longer one has none. */
  public int emptyBins() {
    return transform().emptyBins();
  }

  /**
   * The frames of sound, one after the other, in a fresh array of {@code frames x width}.
   *
   * @throws IllegalArgumentException where there are not more samples than half the FFT's
   */
  public float[] apply(float[] samples) {
    return transform().apply(samples);
  }

  private MelTransform transform() {
    MelTransform made = transform;
    if (made == null) {
      made = new MelTransform(settings);
      transform = made;
    }
    return made;
  }

  MelSettings settings() {
    return settings;
  }
}
