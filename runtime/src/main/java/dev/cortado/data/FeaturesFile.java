package dev.cortado.data;

import dev.cortado.io.Excerpt;
import dev.cortado.io.JsonReader;
import dev.cortado.io.JsonWriter;
import dev.cortado.io.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Features in JSON: what each column is called, what it becomes, and what was fitted on it. */
final class FeaturesFile {
  private static final String FORMAT = "cortado features 1";
  private static final String NUMBER = "number";
  private static final String DATE = "date";
  private static final String ONE_HOT = "one-hot";
  private static final String ONE_HOT_OR_UNKNOWN = "one-hot or unknown";
  private static final String INDEX = "index";

  private FeaturesFile() {}

  /** Writes a file. */
  static void write(Features features, Path file) throws IOException {
    JsonWriter json = new JsonWriter().begin();
    json.name("format").string(FORMAT);
    json.name("input").array(features.input().columns(), column -> write(json, column));
    json.name("targets")
        .array(
            features.targets(),
            target -> json.array(target.columns(), column -> write(json, column)));
    TextFile.write(file, json.end() + "\n");
  }

  private static void write(JsonWriter json, Column column) {
    json.begin().name("column").string(column.column());
    if (column instanceof NumberColumn number) {
      json.name("type").string(NUMBER);
      json.name("offsetAndScale").numbers(List.of(number.offset(), number.scale()));
      json.name("fill").numbers(number.fill().stream().toList());
    } else if (column instanceof DateColumn date) {
      json.name("type").string(DATE);
      json.name("offsetAndScale").numbers(List.of(date.offset(), date.scale()));
      json.name("names").array(date.parts(), part -> json.string(part.title()));
      json.name("first").string(date.first().toString());
    } else if (column instanceof OneHotColumn oneHot) {
      json.name("type").string(oneHot.unknown() ? ONE_HOT_OR_UNKNOWN : ONE_HOT);
      json.name("names").array(oneHot.categories().names(), json::string);
      json.name("fillName").array(oneHot.fill().stream().toList(), json::string);
    } else if (column instanceof IndexColumn index) {
      json.name("type").string(INDEX);
      json.name("names").array(index.classes().names(), json::string);
    }
    json.end();
  }

  /** Reads a file. */
  static Features read(Path file) throws IOException {
    return read(TextFile.read(file), file.toString());
  }

  /** Reads the text of a file. */
  static Features read(String text, String name) throws IOException {
    JsonReader json = new JsonReader(text, name);
    List<String> formats = new ArrayList<>();
    List<Column> input = new ArrayList<>();
    List<Encoding> targets = new ArrayList<>();
    json.object(
        member -> {
          switch (member) {
            case "format" -> formats.add(json.string());
            case "input" -> json.array(() -> input.add(column(json)));
            case "targets" ->
                json.array(
                    () -> {
                      List<Column> columns = new ArrayList<>();
                      json.array(() -> columns.add(column(json)));
                      targets.add(new Encoding(columns));
                    });
            default -> throw unknown(json, member);
          }
        });
    json.end();
    boolean emptyTarget = targets.stream().anyMatch(target -> target.columns().isEmpty());
    if (!formats.equals(List.of(FORMAT)) || input.isEmpty() || emptyTarget) {
      throw new IOException(
          "%s has the format %s, %d columns of input and %d targets, but a file of features has the format '%s' and columns in each"
              .formatted(name, formats, input.size(), targets.size(), FORMAT));
    }
    return new Features(new Encoding(input), targets);
  }

  private static Column column(JsonReader json) throws IOException {
    int start = json.position();
    Members members = new Members();
    json.object(
        member -> {
          switch (member) {
            case "column" -> members.column = json.string();
            case "type" -> members.type = json.string();
            case "offsetAndScale" -> json.array(() -> members.scaling.add(json.number()));
            case "fill" -> json.array(() -> members.fill.add(json.number()));
            case "names" -> json.array(() -> members.names.add(json.string()));
            case "first" -> members.first = json.string();
            case "fillName" -> json.array(() -> members.fillName.add(json.string()));
            default -> throw unknown(json, member);
          }
        });
    try {
      return members.column();
    } catch (IllegalArgumentException wrong) {
      throw json.failure(start, wrong.getMessage());
    }
  }

  private static IOException unknown(JsonReader json, String member) {
    return json.failure(json.position(), "unknown member '" + Excerpt.of(member) + "'");
  }

  /** What the file says of a column, as far as it is read. */
  private static final class Members {
    private String column = "";
    private String type = "";
    private String first = "";
    private final List<Float> scaling = new ArrayList<>();
    private final List<Float> fill = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> fillName = new ArrayList<>();

    private Column column() {
      boolean complete =
          switch (type) {
            case DATE -> isScaling() && fill.isEmpty() && fillName.isEmpty();
            case NUMBER -> isScaling() && fill.size() <= 1 && names.isEmpty() && fillName.isEmpty();
            case ONE_HOT, ONE_HOT_OR_UNKNOWN ->
                scaling.isEmpty() && fill.isEmpty() && fillName.size() <= 1;
            case INDEX -> scaling.isEmpty() && fill.isEmpty() && fillName.isEmpty();
            default -> false;
          };
      if (!complete || column.isBlank() || type.equals(DATE) == first.isEmpty()) {
        throw new IllegalArgumentException(
            "column '%s' of type '%s' has members that its type has not, or lacks some"
                .formatted(Excerpt.of(column), Excerpt.of(type)));
      }
      return switch (type) {
        case NUMBER -> new NumberColumn(column, first(fill), scaling.get(0), scaling.get(1));
        case DATE ->
            new DateColumn(
                column,
                date(),
                names.stream().map(DatePart::named).toList(),
                scaling.get(0),
                scaling.get(1));
        case INDEX -> new IndexColumn(column, Vocabulary.of(names));
        default ->
            new OneHotColumn(
                column, Vocabulary.of(names), type.equals(ONE_HOT_OR_UNKNOWN), first(fillName));
      };
    }

    private boolean isScaling() {
      return scaling.size() == 2 && scaling.get(1) != 0;
    }

    private LocalDate date() {
      try {
        return LocalDate.parse(first);
      } catch (DateTimeParseException malformed) {
        throw new IllegalArgumentException(
            "the first date '%s' is none".formatted(Excerpt.of(first)), malformed);
      }
    }

    private static <T> Optional<T> first(List<T> values) {
      return values.stream().findFirst();
    }
  }
}
