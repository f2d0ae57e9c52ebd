package dev.cortado.data.audio;

import dev.cortado.data.FileInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sound as input of a network: the mean of all channels, cut or followed by silence so that all are
 * as long, and a spectrogram of it where one is given. The same for {@link
 * dev.cortado.data.ClassFolder} and for predictions, and saved beside the weights. Immutable.
 *
 * <pre>{@code
 * AudioInput input =
 *     AudioInput.of(16_000, 16_000).spectrogram(MelSpectrogram.of(16_000).fft(512).stride(256));
 * ClassFolder words = ClassFolder.of(Path.of("words"), input);
 * input.save(Path.of("input.json"));
 * }</pre>
 */
public final class AudioInput implements FileInput {
  private final int sampleRate;
  private final int length;
  private final Optional<MelSpectrogram> spectrogram;

  AudioInput(int sampleRate, int length, Optional<MelSpectrogram> spectrogram) {
    this.sampleRate = sampleRate;
    this.length = length;
    this.spectrogram = spectrogram;
    if (sampleRate < 1 || length < 1) {
      throw new IllegalArgumentException(
          "sound has a sample rate and samples of at least 1, not %d and %d"
              .formatted(sampleRate, length));
    }
    if (spectrogram.isPresent() && spectrogram.get().sampleRate() != sampleRate) {
      throw new IllegalArgumentException(
          "the spectrogram is of %d samples a second, but the sound has %d; make it of as many"
              .formatted(spectrogram.get().sampleRate(), sampleRate));
    }
    spectrogram.ifPresent(mel -> Spectra.requireLength(mel.settings().stft(), length));
    if ((long) frames() * width() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%d frames of %d numbers are more than an array holds; make the sound shorter"
              .formatted(frames(), width()));
    }
  }

  /**
   * Sound itself.
   *
   * @param sampleRate how many samples a second it has; other sound is refused
   * @param length how many samples an input has
   * @throws IllegalArgumentException where one is below 1
   */
  public static AudioInput of(int sampleRate, int length) {
    return new AudioInput(sampleRate, length, Optional.empty());
  }

  /**
   * A spectrogram of sound.
   *
   * @throws IllegalArgumentException where it is of another sample rate, or its FFT too long
   */
  public AudioInput spectrogram(MelSpectrogram value) {
    return new AudioInput(sampleRate, length, Optional.of(value));
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws IOException where it cannot be read or is no such file; the message names it
   */
  public static AudioInput load(Path file) throws IOException {
    return AudioInputFile.read(file);
  }

  /** Writes a file in JSON, whole or not at all. Loaded again, it gives the same bits. */
  public void save(Path file) throws IOException {
    AudioInputFile.write(this, file);
  }

  /** How many points in time an input has. */
  public int frames() {
    return spectrogram.map(mel -> mel.frames(length)).orElse(length);
  }

  /** How many numbers each point in time has: 1 for sound itself. */
  public int width() {
    return spectrogram.map(MelSpectrogram::width).orElse(1);
  }

  @Override
  public int size() {
    return frames() * width();
  }

  @Override
  public List<String> extensions() {
    return List.of(".wav");
  }

  /**
   * The input of a WAV file: {@code frames x width} numbers, in a fresh array.
   *
   * @throws IOException where it cannot be read, or has another sample rate; the message names it
   */
  @Override
  public float[] read(Path file) throws IOException {
    return read(Files.newInputStream(file), file.toString());
  }

  /**
   * The input of a WAV file that a stream holds, as {@link #read(Path)}. It is closed.
   *
   * @param name what messages call it
   */
  public float[] read(InputStream stream, String name) throws IOException {
    Waveform waveform = Wav.read(stream, name);
    if (waveform.sampleRate() != sampleRate) {
      throw new IOException(
          "%s: it has %d samples a second, but inputs have %d; convert it to as many"
              .formatted(name, waveform.sampleRate(), sampleRate));
    }
    return apply(waveform.mono());
  }

  /** The input of samples, cut or followed by zeros; those of a file are its {@code mono()}. */
  public float[] apply(float[] samples) {
    float[] whole = Arrays.copyOf(samples, length);
    return spectrogram.map(mel -> mel.apply(whole)).orElse(whole);
  }

  int sampleRate() {
    return sampleRate;
  }

  int length() {
    return length;
  }

  Optional<MelSpectrogram> spectrogram() {
    return spectrogram;
  }
}
