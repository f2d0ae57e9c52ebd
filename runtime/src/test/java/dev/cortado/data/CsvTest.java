package dev.cortado.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  private static Csv read(String text) throws IOException {
    return Csv.read(new StringReader(text), "table", "kind");
  }

  @Test
  void readsNumbersAndClasses() throws IOException {
    Csv csv = read("a,kind,b\n1,x,2.5\n3,\"y, z\",-4e1\n5,x,6\n");
    assertEquals(List.of("a", "b"), csv.columns());
    assertArrayEquals(new float[][] {{1, 2.5f}, {3, -40}, {5, 6}}, csv.features());
    assertArrayEquals(new int[] {0, 1, 0}, csv.labels());
    assertEquals(List.of("x", "y, z"), csv.classes());
  }

  @Test
  void saysWhereAValueIsWrong() {
    assertEquals(
        "table, line 3, column 'b': 'two' is no number",
        assertThrows(IOException.class, () -> read("a,b,kind\n1,2,x\n1,two,x\n")).getMessage());
    assertEquals(
        "table, line 2, column 'a': the value is missing",
        assertThrows(IOException.class, () -> read("a,b,kind\n,2,x\n")).getMessage());
    assertEquals(
        "table has no column 'kind'; it has [a, b]",
        assertThrows(IOException.class, () -> read("a,b\n1,2\n")).getMessage());
  }
}
