package dev.cortado.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvMutationsTest {
  private static final List<String> TOKENS =
      List.of(
          "\"",
          "\"\"",
          "\"\"\"",
          ",",
          "\n",
          "\r\n",
          "\r",
          "\n\n",
          "\n\"\"\n",
          "a",
          "b",
          "kind",
          "old",
          "\u00ef\u00bb\u00bf",
          "\u0000",
          "\u00ff\u00fe",
          "\u00e4",
          " ",
          ";",
          "1e",
          "NaN");

  private static final List<byte[]> FILES =
      List.of(
          "a,b,kind\n1,2.5,new\n-3e2,4,old\n5,6,old\n".getBytes(UTF_8),
          "\ufeffa,b,kind\r\n1,2,\"n \"\"e\"\"\r\nw\"\r\n\r\n3,4,ö\r\n".getBytes(UTF_8),
          "kind\rx\r\"\"\ry".getBytes(UTF_8),
          "\"a\",\"b\"\n\"1\",\n,\"2\"".getBytes(UTF_8));

  @Test
  void readsTheRightContentOrSaysWhatIsWrong() throws IOException {
    double refused =
        new Mutations("table", FILES, TOKENS, 1 << 17, 16)
            .refused(
                file -> Csv.read(new ByteArrayInputStream(file), "table"), CsvMutationsTest::check);
    assertTrue(refused > 0.3 && refused < 0.95, "refused " + refused);
  }

  private static void check(byte[] file, Table table) {
    List<List<String>> rows = parse(new String(file, UTF_8).replaceFirst("^\ufeff", ""));
    assertEquals(rows.get(0).stream().map(String::strip).toList(), table.columns());
    assertEquals(rows.subList(1, rows.size()), texts(table));
    try {
      Features features = Features.of(table).numbers("a", "b").category("kind").standard().fit();
      for (float[] row : features.inputs(table)) {
        assertEquals(features.size(), row.length);
      }
    } catch (IllegalArgumentException expected) {
      String message = expected.getMessage();
      assertTrue(
          message.contains("table") || message.contains("further apart than any float"), message);
    }
  }

  private static List<List<String>> texts(Table table) {
    return table
        .rows()
        .map(row -> table.columns().stream().map(c -> row.value(c).orElse("")).toList())
        .toList();
  }

  /** RFC 4180, character by character; blank texts are empty, blank lines left out. */
  private static List<List<String>> parse(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean begun = false;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append(c);
          i++;
        } else if (c == '"') {
          quoted = false;
        } else {
          field.append(c);
        }
      } else if (c == '"' && field.isEmpty()) {
        quoted = true;
        begun = true;
      } else if (c == ',') {
        row.add(ended(field));
        begun = true;
      } else if (c == '\n' || c == '\r') {
        i += c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
        if (begun) {
          row.add(ended(field));
          rows.add(List.copyOf(row));
          row.clear();
        }
        begun = false;
      } else {
        field.append(c);
        begun = true;
      }
    }
    if (begun) {
      row.add(ended(field));
      rows.add(List.copyOf(row));
    }
    return rows;
  }

  private static String ended(StringBuilder field) {
    String text = field.toString();
    field.setLength(0);
    return text.isBlank() ? "" : text;
  }
}
