package dev.cortado.data.series;

import dev.cortado.data.Scaling;
import dev.cortado.io.Excerpt;
import dev.cortado.io.JsonReader;
import dev.cortado.io.JsonWriter;
import dev.cortado.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Windows in JSON, with what was fitted. */
final class WindowsFile {
  private static final String FORMAT = "cortado windows 1";
  private static final int NUMBERS = 5;

  private WindowsFile() {}

  /** Writes a file. */
  static void write(Windows windows, Path file) throws IOException {
    WindowShape shape = windows.shape();
    float[] offsets = windows.scaling().map(Scaling::offsets).orElse(new float[0]);
    float[] scales = windows.scaling().map(Scaling::scales).orElse(new float[0]);
    JsonWriter json = new JsonWriter().begin();
    json.name("format").string(FORMAT);
    json.name("lengthRateStrideHorizonSteps")
        .numbers(
            List.of(
                shape.length(),
                shape.samplingRate(),
                shape.stride(),
                shape.horizon(),
                shape.steps()));
    json.name("targets").numbers(shape.targets());
    json.name("offsets").numbers(boxed(offsets));
    json.name("scales").numbers(boxed(scales));
    TextFile.write(file, json.end() + "\n");
  }

  /** Reads a file. */
  static Windows read(Path file) throws IOException {
    return read(TextFile.read(file), file.toString());
  }

  /** Reads the text of a file. */
  static Windows read(String text, String name) throws IOException {
    JsonReader json = new JsonReader(text, name);
    List<String> formats = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    List<Float> offsets = new ArrayList<>();
    List<Float> scales = new ArrayList<>();
    json.object(
        member -> {
          switch (member) {
            case "format" -> formats.add(json.string());
            case "lengthRateStrideHorizonSteps" -> json.array(() -> numbers.add(json.index()));
            case "targets" -> json.array(() -> targets.add(json.index()));
            case "offsets" -> json.array(() -> offsets.add(json.number()));
            case "scales" -> json.array(() -> scales.add(json.number()));
            default ->
                throw json.failure(json.position(), "unknown member '" + Excerpt.of(member) + "'");
          }
        });
    json.end();
    if (!formats.equals(List.of(FORMAT)) || numbers.size() != NUMBERS) {
      throw new IOException(
          "%s has %d numbers of windows, but a file of the format '%s' has %d"
              .formatted(name, numbers.size(), FORMAT, NUMBERS));
    }
    try {
      WindowShape shape =
          new WindowShape(
              numbers.get(0),
              numbers.get(1),
              numbers.get(2),
              numbers.get(3),
              numbers.get(4),
              targets);
      Optional<Scaling> scaling =
          offsets.isEmpty() && scales.isEmpty()
              ? Optional.empty()
              : Optional.of(Scaling.of(unboxed(offsets), unboxed(scales)));
      return new Windows(shape, scaling);
    } catch (IllegalArgumentException wrong) {
      throw new IOException("%s: %s".formatted(name, wrong.getMessage()), wrong);
    }
  }

  private static List<Float> boxed(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }

  private static float[] unboxed(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
