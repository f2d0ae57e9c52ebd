package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesTest {
  @Test
  void tellsNamesApartThatItHasNotSeen(@TempDir Path out) throws IOException {
    Printed printed = Printed.by(new Names(), "--epochs", "4", "--out", out.toString());
    assertTrue(printed.number("Test accuracy: ") >= 0.76, printed.toString());
    assertTrue(ImageIO.read(out.resolve("letters.png").toFile()).getWidth() > 100);
  }
}
