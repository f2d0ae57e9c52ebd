package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Table rows(int count) throws IOException {
    StringBuilder text = new StringBuilder("n,kind\n");
    for (int i = 0; i < count; i++) {
      text.append(i).append(',').append(i % 3 == 0 ? "rare" : "often").append('\n');
    }
    return CsvTest.read(text.toString());
  }

  private static List<String> numbers(Table table) {
    return table.rows().map(row -> row.value("n").orElseThrow()).toList();
  }

  private static long rare(Table table) {
    return table.where(row -> row.value("kind").equals(Optional.of("rare"))).count();
  }

  @Test
  void slicesAndChoosesRows() throws IOException {
    Table table = rows(1000);
    assertEquals(List.of("300", "301"), numbers(table.slice(300, 302)));
    assertEquals(
        List.of("0", "3", "6"),
        numbers(table.slice(0, 8).where(row -> row.value("kind").equals(Optional.of("rare")))));
    assertThrows(IndexOutOfBoundsException.class, () -> table.slice(999, 1001));
    assertThrows(IndexOutOfBoundsException.class, () -> table.row(1000));
  }

  @Test
  void splitsByShares() throws IOException {
    Table table = rows(90);
    Split<Table> split = table.stratifiedSplit("kind", 1 / 3.0, 7);
    assertEquals(30, split.test().count());
    assertEquals(10, rare(split.test()));
    assertEquals(20, rare(split.train()));
    assertEquals(numbers(split.test()), numbers(table.stratifiedSplit("kind", 1 / 3.0, 7).test()));
    List<String> all = new ArrayList<>(numbers(table.split(0.5, 7).train()));
    all.addAll(numbers(table.split(0.5, 7).test()));
    assertEquals(90, new HashSet<>(all).size());
  }

  @Test
  void foldsTestEachRowOnce() throws IOException {
    Table table = rows(20);
    for (List<Split<Table>> folds :
        List.of(table.folds(3, 1), table.stratifiedFolds("kind", 3, 1))) {
      List<String> tested = new ArrayList<>();
      for (Split<Table> fold : folds) {
        tested.addAll(numbers(fold.test()));
        assertEquals(20, fold.train().count() + fold.test().count());
      }
      assertEquals(20, tested.size());
      assertEquals(20, new HashSet<>(tested).size());
    }
    // 7 rare rows of 20
    for (Split<Table> fold : table.stratifiedFolds("kind", 3, 1)) {
      assertTrue(rare(fold.test()) == 2 || rare(fold.test()) == 3);
    }
  }

  @Test
  void rowsOfNoFile() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("a", 1.5f);
    values.put("b", " ");
    values.put("n", null);
    Row row = Row.of(values);
    assertEquals(List.of("a", "b", "n"), row.columns());
    assertEquals(Optional.of("1.5"), row.value("a"));
    assertEquals(Optional.empty(), row.value("b"));
    assertEquals(Optional.empty(), row.value("n"));
    assertEquals(
        "the row has no column 'c'; it has a, b, n; check the name and the separator",
        assertThrows(IllegalArgumentException.class, () -> row.value("c")).getMessage());
  }
}
