package dev.cortado.data.audio;

import dev.cortado.io.Excerpt;
import dev.cortado.io.JsonReader;
import dev.cortado.io.JsonWriter;
import dev.cortado.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What sound becomes, in JSON. */
final class AudioInputFile {
  private static final String FORMAT = "cortado audio 1";
  private static final int STFT = 3;

  private AudioInputFile() {}

  /** Writes a file. */
  static void write(AudioInput input, Path file) throws IOException {
    JsonWriter json = new JsonWriter().begin();
    json.name("format").string(FORMAT);
    json.name("sampleRate").literal(Integer.toString(input.sampleRate()));
    json.name("length").literal(Integer.toString(input.length()));
    input.spectrogram().map(MelSpectrogram::settings).ifPresent(mel -> write(json, mel));
    TextFile.write(file, json.end() + "\n");
  }

  private static void write(JsonWriter json, MelSettings mel) {
    Stft stft = mel.stft();
    json.name("fftWindowStride")
        .numbers(List.of(stft.fftLength(), stft.sequenceLength(), stft.sequenceStride()));
    json.name("melBins").literal(Integer.toString(mel.melBins()));
    json.name("frequencies").numbers(List.of(mel.minFrequency(), mel.maxFrequency()));
    json.name("topDecibels")
        .numbers(mel.topDecibels().stream().mapToObj(top -> (float) top).toList());
    json.name("mfcc").literal(Integer.toString(mel.coefficients()));
  }

  /** Reads a file. */
  static AudioInput read(Path file) throws IOException {
    return read(TextFile.read(file), file.toString());
  }

  /** Reads the text of a file. */
  static AudioInput read(String text, String name) throws IOException {
    JsonReader json = new JsonReader(text, name);
    Members members = new Members();
    json.object(
        member -> {
          switch (member) {
            case "format" -> members.format = json.string();
            case "sampleRate" -> members.sampleRate = json.index();
            case "length" -> members.length = json.index();
            case "fftWindowStride" -> json.array(() -> members.stft.add(json.index()));
            case "melBins" -> members.melBins = json.index();
            case "frequencies" -> json.array(() -> members.frequencies.add(json.number()));
            case "topDecibels" -> json.array(() -> members.topDecibels.add(json.number()));
            case "mfcc" -> members.coefficients = json.index();
            default ->
                throw json.failure(json.position(), "unknown member '" + Excerpt.of(member) + "'");
          }
        });
    json.end();
    try {
      return members.input();
    } catch (IllegalArgumentException wrong) {
      throw new IOException("%s: %s".formatted(name, wrong.getMessage()), wrong);
    }
  }

  /** What the file says, as far as it is read. */
  private static final class Members {
    private String format = "";
    private int sampleRate;
    private int length;
    private final List<Integer> stft = new ArrayList<>();
    private int melBins;
    private final List<Float> frequencies = new ArrayList<>();
    private final List<Float> topDecibels = new ArrayList<>();
    private int coefficients;

    private AudioInput input() {
      boolean plain =
          stft.isEmpty() && melBins == 0 && frequencies.isEmpty() && topDecibels.isEmpty();
      boolean mel = stft.size() == STFT && frequencies.size() == 2 && topDecibels.size() <= 1;
      if (!format.equals(FORMAT) || (!plain && !mel)) {
        throw new IllegalArgumentException(
            "it has the format '%s', %d numbers of a transform and %d frequencies, but a file of sound has the format '%s' and %d and 2, or none"
                .formatted(Excerpt.of(format), stft.size(), frequencies.size(), FORMAT, STFT));
      }
      AudioInput input = AudioInput.of(sampleRate, length);
      return plain
          ? input
          : new AudioInput(sampleRate, length, Optional.of(new MelSpectrogram(settings())));
    }

    private MelSettings settings() {
      return new MelSettings(
          sampleRate,
          new Stft(stft.get(0), stft.get(1), stft.get(2)),
          melBins,
          frequencies.get(0),
          frequencies.get(1),
          topDecibels.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(topDecibels.get(0)),
          coefficients);
    }
  }
}
