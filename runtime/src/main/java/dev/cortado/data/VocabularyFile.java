package dev.cortado.data;

import dev.cortado.io.Excerpt;
import dev.cortado.io.JsonReader;
import dev.cortado.io.JsonWriter;
import dev.cortado.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A vocabulary in JSON. */
final class VocabularyFile {
  private static final String FORMAT = "cortado vocabulary 1";

  private VocabularyFile() {}

  /** Writes a file. */
  static void write(Vocabulary vocabulary, Path file) throws IOException {
    JsonWriter json = new JsonWriter().begin();
    json.name("format").string(FORMAT);
    json.name("names").array(vocabulary.names(), json::string);
    TextFile.write(file, json.end() + "\n");
  }

  /** Reads a file. */
  static Vocabulary read(Path file) throws IOException {
    return read(TextFile.read(file), file.toString());
  }

  /** Reads the text of a file. */
  static Vocabulary read(String text, String name) throws IOException {
    JsonReader json = new JsonReader(text, name);
    List<String> formats = new ArrayList<>();
    List<String> names = new ArrayList<>();
    json.object(
        member -> {
          switch (member) {
            case "format" -> formats.add(json.string());
            case "names" -> json.array(() -> names.add(json.string()));
            default ->
                throw json.failure(json.position(), "unknown member '" + Excerpt.of(member) + "'");
          }
        });
    json.end();
    if (!formats.equals(List.of(FORMAT))) {
      throw new IOException(
          "%s is no file of the format '%s': its formats are %s"
              .formatted(name, FORMAT, formats.stream().map(Excerpt::of).toList()));
    }
    try {
      return Vocabulary.of(names);
    } catch (IllegalArgumentException wrong) {
      throw new IOException("%s: %s".formatted(name, wrong.getMessage()), wrong);
    }
  }
}
