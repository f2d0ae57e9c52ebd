package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTableTest {
  private final int[][] counts = {{6, 2, 0}, {1, 9, 0}, {0, 0, 0}};
  private final ConfusionTable matrix = new ConfusionTable(List.of("cat", "dog", "<ape>"), counts);

  @Test
  void rowsAreTrueClassesWithTheirRecall() {
    Markup table = Markup.parse(matrix.table().toString());
    assertEquals(
        List.of(
            "true ↓ predicted →",
            "cat",
            "dog",
            "<ape>",
            "recall",
            "cat",
            "dog",
            "<ape>",
            "precision"),
        table.texts("th", ""));
    assertEquals(
        List.of(
            "6",
            "2",
            "0",
            "75.0\u00a0%",
            "1",
            "9",
            "0",
            "90.0\u00a0%",
            "0",
            "0",
            "0",
            "–",
            "85.7\u00a0%",
            "81.8\u00a0%",
            "–",
            "83.3\u00a0%"),
        table.texts("td", ""));
  }

  @Test
  void heatIsThePartOfTheRow() {
    Markup table = Markup.parse(matrix.table().toString());
    assertEquals(
        List.of("--heat: 0.75", "--heat: 0.9", "--heat: 0"),
        table.all("td", "hit").stream().map(cell -> cell.attribute("style")).toList());
    assertEquals("--heat: 0.25", table.all("td", "miss").get(0).attribute("style"));
    assertEquals(List.of("6", "9"), table.texts("td", "strong"));
    assertEquals(
        "2 of 8 samples of cat were taken for dog (25.0\u00a0%)",
        table.all("td", "miss").get(0).attribute("title"));
  }

  @Test
  void theMostFrequentMistakesComeFirst() {
    Markup summary = Markup.parse(matrix.summary().toString());
    assertEquals("15 of 18 samples are recognized: 83.3\u00a0%.", summary.one("p", "").text());
    assertEquals(
        List.of("cat taken for dog: 2 (25.0\u00a0%)", "dog taken for cat: 1 (10.0\u00a0%)"),
        summary.texts("li", ""));
    Markup perfect =
        Markup.parse(
            new ConfusionTable(List.of("a", "b"), new int[][] {{3, 0}, {0, 4}})
                .summary()
                .toString());
    assertEquals(0, perfect.all("ol", "").size());
  }

  @Test
  void laterChangesOfTheCountsAreNotSeen() {
    counts[0][0] = 100;
    assertEquals("6", Markup.parse(matrix.table().toString()).all("td", "").get(0).text());
  }

  @Test
  void whatIsNoMatrixIsRefused() {
    assertEquals(
        "a confusion matrix of 2 classes has as many rows, not 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfusionTable(List.of("a", "b"), new int[][] {{1, 2}}))
            .getMessage());
    assertEquals(
        "row 1 of a confusion matrix of 2 classes is as many counts of at least 0, not [1]",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfusionTable(List.of("a", "b"), new int[][] {{1, 2}, {1}}))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConfusionTable(List.of("a", "b"), new int[][] {{1, 2}, {1, -1}}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ConfusionTable(List.of("a", "a"), new int[][] {{1, 2}, {1, 1}}));
    assertThrows(
        IllegalArgumentException.class, () -> new ConfusionTable(List.of(), new int[][] {}));
  }
}
