package dev.cortado.data.text;

import dev.cortado.io.Excerpt;
import dev.cortado.io.JsonReader;
import dev.cortado.io.JsonWriter;
import dev.cortado.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A text vectorization in JSON. */
final class TextVectorizationFile {
  private static final String FORMAT = "cortado text 1";

  private TextVectorizationFile() {}

  /** Writes a file. */
  static void write(TextVectorization text, Path file) throws IOException {
    Settings settings = text.settings();
    float[] weights = text.weights();
    JsonWriter json = new JsonWriter().begin();
    json.name("format").string(FORMAT);
    json.name("standardize").string(name(settings.standardization()));
    json.name("split").string(name(settings.split()));
    json.name("mode").string(name(settings.mode()));
    json.name("length").literal(Integer.toString(settings.length()));
    json.name("maxTokens").numbers(settings.maxTokens().stream().boxed().toList());
    json.name("padded").literal(settings.padded() ? "1" : "0");
    json.name("tokens").array(text.tokens(), json::string);
    json.name("weights")
        .numbers(IntStream.range(0, weights.length).mapToObj(i -> weights[i]).toList());
    TextFile.write(file, json.end() + "\n");
  }

  /** Reads a file. */
  static TextVectorization read(Path file) throws IOException {
    return read(TextFile.read(file), file.toString());
  }

  /** Reads the text of a file. */
  static TextVectorization read(String text, String name) throws IOException {
    JsonReader json = new JsonReader(text, name);
    Members members = new Members();
    json.object(
        member -> {
          switch (member) {
            case "format" -> members.format = json.string();
            case "standardize" ->
                members.settings =
                    members.settings.withStandardization(constant(json, Standardization.values()));
            case "split" ->
                members.settings = members.settings.withSplit(constant(json, TokenSplit.values()));
            case "mode" -> members.mode = constant(json, OutputMode.values());
            case "length" -> members.length = json.index();
            case "maxTokens" -> json.array(() -> members.maxTokens.add(json.index()));
            case "padded" -> members.settings = members.settings.withPadding(json.index() != 0);
            case "tokens" -> json.array(() -> members.tokens.add(json.string()));
            case "weights" -> json.array(() -> members.weights.add(json.number()));
            default ->
                throw json.failure(json.position(), "unknown member '" + Excerpt.of(member) + "'");
          }
        });
    json.end();
    try {
      return members.text();
    } catch (IllegalArgumentException wrong) {
      throw new IOException("%s: %s".formatted(name, wrong.getMessage()), wrong);
    }
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E constant(JsonReader json, E[] constants) throws IOException {
    int start = json.position();
    String read = json.string();
    for (E constant : constants) {
      if (name(constant).equals(read)) {
        return constant;
      }
    }
    throw json.failure(start, "'%s' is not known here".formatted(Excerpt.of(read)));
  }

  /** What the file says, as far as it is read. */
  private static final class Members {
    private String format = "";
    private Settings settings = Settings.DEFAULT;
    private OutputMode mode = OutputMode.INT;
    private int length;
    private final List<Integer> maxTokens = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<Float> weights = new ArrayList<>();

    private TextVectorization text() {
      if (!format.equals(FORMAT) || maxTokens.size() > 1) {
        throw new IllegalArgumentException(
            "it has the format '%s' and %d numbers for maxTokens, but a file of texts has the format '%s' and at most 1"
                .formatted(Excerpt.of(format), maxTokens.size(), FORMAT));
      }
      if (weights.size() != (mode == OutputMode.TF_IDF ? tokens.size() : 0)) {
        throw new IllegalArgumentException(
            "it has %d weights for %d tokens in the mode %s"
                .formatted(weights.size(), tokens.size(), name(mode)));
      }
      Settings complete =
          settings
              .withMode(mode, mode == OutputMode.INT ? length : 0)
              .withMaxTokens(
                  maxTokens.isEmpty() ? OptionalInt.empty() : OptionalInt.of(maxTokens.get(0)));
      complete.check();
      float[] array = new float[weights.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = weights.get(i);
      }
      return new TextVectorization(complete, tokens, array);
    }
  }
}
