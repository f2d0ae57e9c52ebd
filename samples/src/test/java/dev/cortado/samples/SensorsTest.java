package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorsTest {
  @Test
  void findsBothEventsWhateverTheSeed(@TempDir Path out) throws IOException {
    for (int seed = 1; seed <= 3; seed++) {
      Printed printed =
          Printed.by(new Sensors(), "--seed", String.valueOf(seed), "--out", out.toString());
      assertTrue(printed.number("average precision ") >= 0.98, printed.toString());
      assertTrue(printed.number("F1 ") >= 0.85, printed.toString());
      for (String place : new String[] {"indoors", "outdoors"}) {
        double delay = printed.number(place + ": an alarm ");
        assertTrue(delay >= 0 && delay <= 20, printed.toString());
      }
    }
    for (String picture : new String[] {"precision-recall.png", "indoors.png", "outdoors.png"}) {
      assertTrue(ImageIO.read(out.resolve(picture).toFile()).getWidth() > 100, picture);
    }
  }
}
