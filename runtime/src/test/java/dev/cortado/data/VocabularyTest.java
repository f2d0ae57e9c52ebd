package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  private static String refused(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }

  @Test
  void makesLabelsOfStrings() {
    List<String> texts = List.of("dog", "cat", "dog", "ant");
    Vocabulary classes = Vocabulary.fit(texts);
    assertEquals(List.of("ant", "cat", "dog"), classes.names());
    assertArrayEquals(new int[] {2, 1, 2, 0}, classes.indices(texts));
    assertEquals("cat", classes.name(1));
    assertEquals(3, classes.size());
    assertEquals(OptionalInt.of(2), classes.find("dog"));
    assertEquals(OptionalInt.empty(), classes.find("Dog"));
    float[][] rows = {{0, 0, 1}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
    assertArrayEquals(rows, Labels.oneHot(classes.indices(texts), 3));
  }

  @Test
  void ordersWholeNumbersByTheirValue() {
    assertEquals(List.of("07", "7", "10"), Vocabulary.fit(List.of("10", "7", "07")).names());
    assertEquals(
        List.of("-1", "2", "7", "10"), Vocabulary.fit(List.of("10", "7", "-1", "2")).names());
    assertEquals(List.of("10", "2", "x"), Vocabulary.fit(List.of("x", "2", "10")).names());
  }

  @Test
  void keepsAGivenOrder() {
    assertEquals(0, Vocabulary.of("no", "yes").index("no"));
    assertEquals(1, Vocabulary.of(List.of("yes", "no")).index("no"));
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(
        "'bird' is none of [cat, dog]", refused(() -> Vocabulary.of("cat", "dog").index("bird")));
    assertEquals(
        "the name 'cat' occurs twice; names differ", refused(() -> Vocabulary.of("cat", "cat")));
    assertEquals("a vocabulary has at least one name", refused(() -> Vocabulary.fit(List.of())));
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add("x".repeat(1000) + i);
    }
    assertTrue(refused(() -> Vocabulary.of(many).index("y")).endsWith("...] and 980 others"));
  }

  @Test
  void comesBackFromAFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("classes.json");
    Vocabulary classes = Vocabulary.of("yes", "no", "\"perhaps\"\n");
    classes.save(file);
    assertEquals(classes.names(), Vocabulary.load(file).names());
    Files.writeString(file, "{\"format\":\"cortado vocabulary 1\",\"names\":[]}");
    assertEquals(
        file + ": a vocabulary has at least one name",
        assertThrows(IOException.class, () -> Vocabulary.load(file)).getMessage());
  }
}
