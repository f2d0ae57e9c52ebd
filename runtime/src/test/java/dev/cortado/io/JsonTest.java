package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "-12.5e-1, -1.25",
    "1E+2, 100",
    "3.4028235E38, 3.4028235E38",
    "1.4E-45, 1.4E-45",
    "1e-99, 0"
  })
  void readsNumbers(String text, float expected) throws IOException {
    assertEquals(expected, new JsonReader(" " + text, "text").number());
  }

  @ParameterizedTest
  @CsvSource({
    "01, 'expected a number, without zeros before it'",
    "-, expected a number",
    "+1, expected a number",
    ".5, expected a number",
    "1., expected a number",
    "1e, expected a number",
    "NaN, expected a number",
    "Infinity, expected a number",
    "\"1\", expected a number",
    "1e39, a number is beyond 3.4028235E38"
  })
  void refusesNumbers(String text, String message) {
    IOException failure =
        assertThrows(IOException.class, () -> new JsonReader(text, "the text").number());
    assertEquals(message + ", at character 0 of the text", failure.getMessage());
  }

  @Test
  void numbersOfAnyLengthAreRefusedBeforeTheyAreConverted() {
    String digits = "9".repeat(10_000_000);
    for (String text : List.of(digits, "1." + digits, "1e" + digits)) {
      String message =
          assertThrows(IOException.class, () -> new JsonReader(text, "it").number()).getMessage();
      assertEquals("a number has more than 64 characters, at character 0 of it", message);
    }
    assertThrows(IOException.class, () -> new JsonReader(digits, "it").wholeNumber());
  }

  @Test
  void nestingNeedsNoStack() {
    String nested = "[".repeat(10_000_000);
    JsonReader json = new JsonReader(nested, "it");
    String message = assertThrows(IOException.class, () -> json.array(json::number)).getMessage();
    assertEquals("expected a number, at character 1 of it", message);
    String objects = "{\"a\":".repeat(1_000_000);
    JsonReader object = new JsonReader(objects, "it");
    assertThrows(IOException.class, () -> object.object(name -> object.string()));
  }

  @Test
  void messagesQuoteOnlyTheBeginningOfNames() {
    String name = "\"" + "n".repeat(1_000_000) + "\":";
    JsonReader json = new JsonReader("{" + name + "1," + name + "1}", "it");
    String message =
        assertThrows(IOException.class, () -> json.object(ignored -> json.number())).getMessage();
    assertTrue(message.length() < 200, message);
    assertEquals("a?b?c", Excerpt.of("a\nb\u0000c"));
  }

  @Test
  void everyFloatComesBackWithItsBits() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    List<Float> floats = new ArrayList<>(List.of(0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE));
    while (floats.size() < 100_000) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        floats.add(value);
      }
    }
    JsonWriter writer = new JsonWriter();
    writer.numbers(floats);
    JsonReader reader = new JsonReader(writer.toString(), "it");
    List<Float> read = new ArrayList<>();
    reader.array(() -> read.add(reader.number()));
    reader.end();
    assertEquals(floats, read);
  }

  @Test
  void writesArraysOfAnything() {
    JsonWriter json = new JsonWriter().begin();
    json.name("a").array(List.of("x", "\"y\""), json::string);
    json.name("b").array(List.of(), element -> {});
    assertEquals("{\"a\":[\"x\",\"\\\"y\\\"\"],\"b\":[]}", json.end().toString());
  }

  @Test
  void filesOfTextAreUtf8(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("text.json");
    TextFile.write(file, "größe 😀\n");
    assertEquals("größe 😀\n", TextFile.read(file));
    Files.write(file, new byte[] {'a', (byte) 0xe4});
    assertEquals(
        file + " is not UTF-8",
        assertThrows(IOException.class, () -> TextFile.read(file)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> TextFile.write(file, "\ud800"));
  }
}
