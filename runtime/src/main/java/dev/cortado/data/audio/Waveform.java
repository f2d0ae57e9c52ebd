package dev.cortado.data.audio;

import java.util.Arrays;
import java.util.Objects;

/** Sound as it was sampled: values from -1 to 1, as a rule. */
public final class Waveform {
  private final int sampleRate;
  private final int channels;
  private final float[] samples;

  /**
   * Sound of samples.
   *
   * @param sampleRate how many samples a second each channel has, at least 1
   * @param channels how many there are, at least 1
   * @param samples for each point in time a value of each channel; not copied
   * @throws IllegalArgumentException where numbers are below 1, or samples no multiple of channels
   */
  public Waveform(int sampleRate, int channels, float[] samples) {
    if (sampleRate < 1 || channels < 1 || samples.length % channels != 0) {
      throw new IllegalArgumentException(
          "a waveform has a sample rate and channels of at least 1, and samples for each channel, not %d, %d and %d"
              .formatted(sampleRate, channels, samples.length));
    }
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.samples = samples;
  }

  /** How many samples a second each channel has. */
  public int sampleRate() {
    return sampleRate;
  }

  /** The number of channels: 1 for mono, 2 for stereo. */
  public int channels() {
    return channels;
  }

  /** How many samples each channel has. */
  public int length() {
    return samples.length / channels;
  }

  /** For each point in time a value of each channel: the array itself. */
  public float[] samples() {
    return samples;
  }

  /** The samples of a channel, from 0, in a fresh array. */
  public float[] channel(int channel) {
    Objects.checkIndex(channel, channels);
    float[] values = new float[length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = samples[i * channels + channel];
    }
    return values;
  }

  /** The mean of all channels, in a fresh array. */
  public float[] mono() {
    float[] means = new float[length()];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += samples[i * channels + channel];
      }
      means[i] = (float) (sum / channels);
    }
    return means;
  }

  /** The mean of all channels, cut or followed by zeros so that it has so many samples. */
  public float[] mono(int length) {
    return Arrays.copyOf(mono(), length);
  }
}
