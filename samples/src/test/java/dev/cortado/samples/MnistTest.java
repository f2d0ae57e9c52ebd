package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The fashion sample's network on the digits of MNIST, which are in a folder that is named. */
@EnabledIfSystemProperty(named = "cortado.data", matches = ".+")
class MnistTest {
  @Test
  void readsNinetyFourOfAHundredDigits(@TempDir Path out) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      assertEquals(
          0,
          new CommandLine(new Fashion())
              .execute("--data", System.getProperty("cortado.data"), "--out", out.toString()));
    } finally {
      System.setOut(before);
    }
    String accuracy =
        bytes
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("Test accuracy: "))
            .findFirst()
            .orElseThrow();
    System.out.println("MNIST: " + accuracy);
    assertTrue(Double.parseDouble(accuracy.substring(15, 21)) >= 0.94, accuracy);
  }
}
