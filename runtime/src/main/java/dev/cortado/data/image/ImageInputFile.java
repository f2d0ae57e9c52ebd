package dev.cortado.data.image;

import dev.cortado.io.Excerpt;
import dev.cortado.io.JsonReader;
import dev.cortado.io.JsonWriter;
import dev.cortado.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What pictures become, in JSON. */
final class ImageInputFile {
  private static final String FORMAT = "cortado image 1";

  private ImageInputFile() {}

  /** Writes a file. */
  static void write(ImageInput input, Path file) throws IOException {
    JsonWriter json = new JsonWriter().begin();
    json.name("format").string(FORMAT);
    json.name("heightWidthChannels")
        .numbers(List.of(input.height(), input.width(), input.channels()));
    TextFile.write(file, json.end() + "\n");
  }

  /** Reads a file. */
  static ImageInput read(Path file) throws IOException {
    return read(TextFile.read(file), file.toString());
  }

  /** Reads the text of a file. */
  static ImageInput read(String text, String name) throws IOException {
    JsonReader json = new JsonReader(text, name);
    List<String> formats = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    json.object(
        member -> {
          switch (member) {
            case "format" -> formats.add(json.string());
            case "heightWidthChannels" -> json.array(() -> sizes.add(json.index()));
            default ->
                throw json.failure(json.position(), "unknown member '" + Excerpt.of(member) + "'");
          }
        });
    json.end();
    if (!formats.equals(List.of(FORMAT)) || sizes.size() != 3) {
      throw new IOException(
          "%s has %d sizes, but a file of the format '%s' has 3"
              .formatted(name, sizes.size(), FORMAT));
    }
    try {
      return new ImageInput(sizes.get(0), sizes.get(1), sizes.get(2));
    } catch (IllegalArgumentException wrong) {
      throw new IOException("%s: %s".formatted(name, wrong.getMessage()), wrong);
    }
  }
}
