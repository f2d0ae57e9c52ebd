package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IrisTest {
  @Test
  void tellsSpeciesApartThatItHasNotSeen() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      assertEquals(0, new Iris().call());
    } finally {
      System.setOut(before);
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    double accuracy = Double.parseDouble(lines.get(0).replaceAll(".*: ", ""));
    assertTrue(accuracy >= 0.94, lines.get(0));
    assertTrue(lines.get(2).matches("versicolor 0\\.[89]\\d\\d"), lines.get(2));
    assertEquals(4, lines.size());
  }
}
