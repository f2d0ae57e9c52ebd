package dev.cortado.data.audio;

import java.util.OptionalDouble;

/**
 * What a mel spectrogram is; the defaults are Keras's.
 *
 * @param sampleRate samples a second of the sound
 * @param stft how spectra are made
 * @param melBins how many triangles there are
 * @param minFrequency where the first begins, in hertz
 * @param maxFrequency where the last ends, in hertz
 * @param topDecibels how far below the loudest value values may be, where they are in decibels
 * @param coefficients how many cepstral coefficients there are, 0 for the spectrogram itself
 */
record MelSettings(
    int sampleRate,
    Stft stft,
    int melBins,
    float minFrequency,
    float maxFrequency,
    OptionalDouble topDecibels,
    int coefficients) {
  private static final int MOST_BINS = 1 << 12;

  MelSettings {
    if (sampleRate < 1 || melBins < 1 || melBins > MOST_BINS) {
      throw new IllegalArgumentException(
          "a mel spectrogram has a sample rate of at least 1 and from 1 to %d bins, not %d and %d"
              .formatted(MOST_BINS, sampleRate, melBins));
    }
    if (!(minFrequency >= 0 && minFrequency < maxFrequency && maxFrequency <= sampleRate / 2f)) {
      throw new IllegalArgumentException(
          "frequencies are from %s to %s hertz, but they rise from 0 or more to at most half the sample rate, %s"
              .formatted(minFrequency, maxFrequency, sampleRate / 2f));
    }
    if (topDecibels.isPresent() && !(topDecibels.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "values are cut %s decibels below the loudest; give more than 0"
              .formatted(topDecibels.getAsDouble()));
    }
    if (coefficients < 0 || coefficients > melBins || (coefficients > 0 && topDecibels.isEmpty())) {
      throw new IllegalArgumentException(
          "there are %d cepstral coefficients of %d mel bins; there are at most as many, and they are made of decibels"
              .formatted(coefficients, melBins));
    }
  }

  static MelSettings of(int sampleRate) {
    return new MelSettings(
        sampleRate,
        new Stft(2048, 2048, 512),
        128,
        Math.min(20, sampleRate / 4f),
        sampleRate / 2f,
        OptionalDouble.of(80),
        0);
  }

  MelSettings withStft(Stft value) {
    return new MelSettings(
        sampleRate, value, melBins, minFrequency, maxFrequency, topDecibels, coefficients);
  }

  MelSettings withMelBins(int value) {
    return new MelSettings(
        sampleRate, stft, value, minFrequency, maxFrequency, topDecibels, coefficients);
  }

  MelSettings withFrequencies(float min, float max) {
    return new MelSettings(sampleRate, stft, melBins, min, max, topDecibels, coefficients);
  }

  MelSettings withTopDecibels(OptionalDouble value) {
    return new MelSettings(
        sampleRate, stft, melBins, minFrequency, maxFrequency, value, coefficients);
  }

  MelSettings withCoefficients(int value) {
    return new MelSettings(
        sampleRate, stft, melBins, minFrequency, maxFrequency, topDecibels, value);
  }
}
