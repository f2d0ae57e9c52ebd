package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommendTest {
  @Test
  void recommendsMuchBetterThanByPopularity(@TempDir Path out) throws IOException {
    Printed printed = Printed.by(new Recommend(), "--epochs", "5", "--out", out.toString());
    double best = printed.before(" knowing how it was made");
    double network = printed.before(" network");
    double popularity = printed.before(" popularity");
    assertTrue(network >= 0.8 * best && network <= best, printed.toString());
    assertTrue(network >= 2 * popularity && popularity > 0.05, printed.toString());
    assertTrue(ImageIO.read(out.resolve("recall.png").toFile()).getWidth() > 100);
  }
}
