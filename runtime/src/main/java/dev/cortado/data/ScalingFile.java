package dev.cortado.data;

import dev.cortado.io.Excerpt;
import dev.cortado.io.JsonReader;
import dev.cortado.io.JsonWriter;
import dev.cortado.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A scaling in JSON. */
final class ScalingFile {
  private static final String FORMAT = "cortado scaling 1";

  private ScalingFile() {}

  /** Writes a file. */
  static void write(Scaling scaling, Path file) throws IOException {
    JsonWriter json = new JsonWriter().begin();
    json.name("format").string(FORMAT);
    json.name("offsets").numbers(boxed(scaling.offsets()));
    json.name("scales").numbers(boxed(scaling.scales()));
    TextFile.write(file, json.end() + "\n");
  }

  /** Reads a file. */
  static Scaling read(Path file) throws IOException {
    return read(TextFile.read(file), file.toString());
  }

  /** Reads the text of a file. */
  static Scaling read(String text, String name) throws IOException {
    JsonReader json = new JsonReader(text, name);
    List<String> formats = new ArrayList<>();
    List<Float> offsets = new ArrayList<>();
    List<Float> scales = new ArrayList<>();
    json.object(
        member -> {
          switch (member) {
            case "format" -> formats.add(json.string());
            case "offsets" -> json.array(() -> offsets.add(json.number()));
            case "scales" -> json.array(() -> scales.add(json.number()));
            default ->
                throw json.failure(json.position(), "unknown member '" + Excerpt.of(member) + "'");
          }
        });
    json.end();
    if (!formats.equals(List.of(FORMAT))
        || offsets.size() != scales.size()
        || offsets.isEmpty()
        || scales.contains(0f)
        || scales.contains(-0f)) {
      throw new IOException(
          "%s has %d offsets and %d scales, but a file of the format '%s' has as many of both, at least one, and no scale of 0"
              .formatted(name, offsets.size(), scales.size(), FORMAT));
    }
    return new Scaling(unboxed(offsets), unboxed(scales));
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
