package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextBlockTest {
  /** Characters of one to four bytes. */
  private static final String CHARACTERS =
      "aZ ~\u007f\u0080ü\u07ff\u0800語\uffff\ud800\udc00😀\udbff\udfff";

  private static void add(TextBlock.Builder builder, String text) {
    // Among others, as in a reader's buffer
    char[] chars = ("\ud83d" + text + "\ude00").toCharArray();
    builder.add(chars, 1, text.length());
  }

  @Test
  void textsAndLinesComeBack() {
    Random random = new Random(5);
    int[] characters = CHARACTERS.codePoints().toArray();
    TextBlock.Builder builder = new TextBlock.Builder();
    for (int columns = 1; columns <= 3; columns++) {
      List<String> texts = new ArrayList<>();
      List<Long> lines = new ArrayList<>();
      long line = 1L << 40;
      for (int row = 0; row < 100; row++) {
        line += random.nextInt(row % 10 == 0 ? 100_000 : 3);
        lines.add(line);
        builder.beginRow(line);
        for (int column = 0; column < columns; column++) {
          StringBuilder text = new StringBuilder();
          for (int i = random.nextInt(row == 50 ? 20_000 : 100); i > 0; i--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
          }
          texts.add(text.toString());
          add(builder, text.toString());
        }
        builder.endRow();
      }
      TextBlock block = builder.build(columns);
      assertEquals(100, block.rows());
      for (int row = 0; row < 100; row++) {
        assertEquals(lines.get(row), block.line(row));
        int[] places = block.texts(row);
        for (int column = 0; column < columns; column++) {
          assertEquals(texts.get(row * columns + column), block.text(places[column]));
        }
      }
    }
  }

  @Test
  void halfASurrogatePairIsNoCharacter() {
    TextBlock.Builder builder = new TextBlock.Builder();
    builder.beginRow(1);
    add(builder, "a\ud83db");
    add(builder, "c");
    builder.endRow();
    TextBlock block = builder.build(2);
    assertEquals("a??b", block.text(block.texts(0)[0]));
    assertEquals("c", block.text(block.texts(0)[1]));
  }
}
