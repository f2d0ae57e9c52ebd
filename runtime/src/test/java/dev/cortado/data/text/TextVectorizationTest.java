package dev.cortado.data.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextVectorizationTest {
  private static final List<String> TEXTS = List.of("foo bar", "bar baz", "baz bada boom");

  private static TextVectorization fitted(TextVectorizationBuilder builder) {
    return builder.fit(TEXTS);
  }

  private static String failure(TextVectorizationBuilder builder) {
    return assertThrows(IllegalArgumentException.class, () -> fitted(builder)).getMessage();
  }

  /** The example of Keras's documentation of the layer. */
  @Test
  void givesTheNumbersOfKerasExample() {
    TextVectorization text = fitted(TextVectorization.of().maxTokens(5000).sequence(4));
    assertEquals(List.of("", "[UNK]", "baz", "bar", "foo", "boom", "bada"), text.vocabulary());
    assertArrayEquals(
        new float[][] {{4, 1, 3, 0}, {1, 2, 0, 0}}, text.apply(List.of("foo qux bar", "qux baz")));
    assertEquals(4, text.size());
  }

  /** The second example there, with a vocabulary that is given. */
  @Test
  void takesAVocabulary() {
    TextVectorization text =
        TextVectorization.of().sequence(4).vocabulary(List.of("earth", "wind", "and", "fire"));
    assertEquals(List.of("", "[UNK]", "earth", "wind", "and", "fire"), text.vocabulary());
    assertArrayEquals(new float[] {2, 3, 4, 5}, text.apply("Earth, Wind and Fire!"));
  }

  @Test
  void cutsAndPads() {
    TextVectorization text = fitted(TextVectorization.of().sequence(2));
    assertArrayEquals(new float[] {4, 3}, text.apply("foo bar baz"));
    assertArrayEquals(new float[] {2, 0}, text.apply(" \t baz\n"));
    assertArrayEquals(new float[] {0, 0}, text.apply(""));
  }

  @Test
  void keepsTheMostFrequentTokens() {
    assertEquals(
        List.of("", "[UNK]", "baz", "bar"),
        fitted(TextVectorization.of().maxTokens(4).sequence(1)).vocabulary());
    assertEquals(
        List.of("[UNK]", "baz", "bar", "foo"),
        fitted(TextVectorization.of().maxTokens(4).multiHot()).vocabulary());
  }

  @Test
  void countsInVectors() {
    String text = "baz qux baz foo qux qux";
    assertArrayEquals(
        new float[] {1, 1, 0, 1, 0, 0}, fitted(TextVectorization.of().multiHot()).apply(text));
    assertArrayEquals(
        new float[] {3, 2, 0, 1, 0, 0}, fitted(TextVectorization.of().count()).apply(text));
    assertArrayEquals(
        new float[] {3, 2, 0, 1, 0, 0, 0, 0},
        fitted(TextVectorization.of().count().maxTokens(8).padToMaxTokens()).apply(text));
  }

  @Test
  void weighsByRarity() {
    double often = Math.log(1 + 3 / 3.0);
    double seldom = Math.log(1 + 3 / 2.0);
    double unknown = (2 * often + 3 * seldom) / 5;
    float[] row = fitted(TextVectorization.of().tfIdf()).apply("baz qux baz foo qux qux");
    double[] expected = {3 * unknown, 2 * often, 0, seldom, 0, 0};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], row[i], 1e-6);
    }
    // A token counts once for each text that has it
    float[] repeated = TextVectorization.of().tfIdf().fit(List.of("a a a", "b")).apply("a b");
    assertArrayEquals(new float[] {0, (float) Math.log(2), (float) Math.log(2)}, repeated, 1e-6f);
  }

  @Test
  void standardizesAndSplits() {
    String text = "Don't STOP-me: Été\u00a0ÄÖ";
    assertEquals(
        "dont stopme été\u00a0äö", Standardization.LOWER_AND_STRIP_PUNCTUATION.apply(text));
    assertEquals("don't stop-me: été\u00a0äö", Standardization.LOWER.apply(text));
    assertEquals("Dont STOPme Été\u00a0ÄÖ", Standardization.STRIP_PUNCTUATION.apply(text));
    assertEquals(text, Standardization.NONE.apply(text));
    assertEquals("", Standardization.STRIP_PUNCTUATION.apply("!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'"));
    assertEquals(List.of("a", "b", "c"), TokenSplit.WHITESPACE.tokens(" a\u00a0b\r\n\tc "));
    assertEquals(List.of("a", " ", "😀"), TokenSplit.CHARACTER.tokens("a 😀"));
    TextVectorization characters =
        TextVectorization.of()
            .standardize(Standardization.NONE)
            .split(TokenSplit.CHARACTER)
            .sequence(3)
            .fit(List.of("aab"));
    assertArrayEquals(new float[] {3, 2, 1}, characters.apply("baA"));
  }

  @Test
  void equallyFrequentTokensComeInTheOrderOfCodePoints() {
    TextVectorization text = TextVectorization.of().sequence(1).fit(List.of("a ab 😀 \uffee b"));
    assertEquals(List.of("", "[UNK]", "😀", "\uffee", "b", "ab", "a"), text.vocabulary());
  }

  @Test
  void theOrderOfTextsDoesNotMatter() {
    List<String> words = IntStream.range(0, 500).mapToObj(i -> "w" + i % 97 + " v" + i).toList();
    List<String> reversed = new ArrayList<>(words);
    Collections.reverse(reversed);
    TextVectorizationBuilder builder = TextVectorization.of().maxTokens(150).sequence(2);
    assertEquals(builder.fit(words).vocabulary(), builder.fit(reversed).vocabulary());
  }

  @Test
  void reservedTokensAreUnknown() {
    TextVectorization text =
        TextVectorization.of()
            .standardize(Standardization.NONE)
            .sequence(2)
            .fit(List.of("[UNK] [UNK] a"));
    assertEquals(List.of("", "[UNK]", "a"), text.vocabulary());
    assertArrayEquals(new float[] {1, 2}, text.apply("[UNK] a"));
  }

  @Test
  void saysWhatDoesNotGoTogether() {
    assertEquals(
        "the output is not known; choose sequence(length), multiHot(), count() or tfIdf()",
        failure(TextVectorization.of()));
    assertEquals(
        "maxTokens is 2, but with 2 reserved indices it is from 3 to 16777216",
        failure(TextVectorization.of().sequence(1).maxTokens(2)));
    assertEquals(
        "padToMaxTokens goes with maxTokens and another output than a sequence; give maxTokens, or leave it out",
        failure(TextVectorization.of().count().padToMaxTokens()));
    assertEquals(
        "a sequence has at least 1 token, not 0; give 1 or more",
        assertThrows(IllegalArgumentException.class, () -> TextVectorization.of().sequence(0))
            .getMessage());
    assertEquals(
        "2 texts have no token of which a vocabulary could be made; fit it on texts with words",
        assertThrows(
                IllegalArgumentException.class,
                () -> TextVectorization.of().sequence(1).fit(List.of("", "?!")))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> TextVectorization.of().tfIdf().vocabulary(List.of("a")));
    assertEquals(
        "the token 'a' at 1 of the vocabulary is empty, is reserved or occurs twice; leave it out",
        assertThrows(
                IllegalArgumentException.class,
                () -> TextVectorization.of().count().vocabulary(List.of("a", "a")))
            .getMessage());
  }

  @Test
  void comesBackFromAFileWithTheSameBits(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("text.json");
    for (TextVectorizationBuilder builder :
        List.of(
            TextVectorization.of().sequence(5),
            TextVectorization.of().split(TokenSplit.CHARACTER).tfIdf().maxTokens(5),
            TextVectorization.of().standardize(Standardization.NONE).multiHot(),
            TextVectorization.of().count().maxTokens(9).padToMaxTokens())) {
      TextVectorization text = fitted(builder);
      text.save(file);
      TextVectorization loaded = TextVectorization.load(file);
      assertEquals(text.vocabulary(), loaded.vocabulary());
      assertEquals(text.size(), loaded.size());
      for (String line : List.of("foo Foo, baz qux", "", "a b o z bar")) {
        assertArrayEquals(text.apply(line), loaded.apply(line));
      }
    }
    Files.writeString(
        file, "{\"format\":\"cortado text 1\",\"mode\":\"tf_idf\",\"tokens\":[\"a\"]}");
    assertEquals(
        file + ": it has 0 weights for 1 tokens in the mode tf_idf",
        assertThrows(IOException.class, () -> TextVectorization.load(file)).getMessage());
  }

  @Test
  void readsFilesOrSaysWhatIsWrong(@TempDir Path directory) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (TextVectorizationBuilder builder :
        List.of(TextVectorization.of().sequence(5), TextVectorization.of().tfIdf().maxTokens(5))) {
      Path file = directory.resolve("text.json");
      fitted(builder).save(file);
      files.add(Files.readAllBytes(file));
    }
    double refused =
        new Mutations(
                "", files, List.of("\"mode\"", "\"int\"", "\"count\"", "[", "]", "5"), 1 << 17, 64)
            .refused(
                bytes -> TextVectorizationFile.read(new String(bytes, ISO_8859_1), "it"),
                (bytes, text) ->
                    assertTrue(
                        text.settings().length() > 100
                            || text.size() > 100
                            || text.apply("foo").length == text.size()));
    assertTrue(refused > 0.4 && refused < 0.98, "refused " + refused);
  }
}
