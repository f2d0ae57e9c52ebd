package dev.cortado.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossingsTest {
  @Test
  void theFastestWayAndItsLead() {
    Crossings crossings = crossings();
    assertEquals(List.of("simd", "kernel", "straight"), crossings.ranking(4, 1, false));
    assertEquals(List.of("kernel", "straight"), crossings.ranking(4, 1, true));
    assertEquals(2, crossings.lead(4, 1, false), 1e-12);
    assertEquals(1.5, crossings.lead(4, 1, true), 1e-12);
    assertEquals(List.of("kernel", "straight"), crossings.ranking(8, 1, false));
  }

  @Test
  void aTableAndAPicture(@TempDir Path folder) throws Exception {
    String section = CrossoverPage.section(crossings(), folder);
    assertTrue(
        section.endsWith(
            """
            | width | batch | straight | kernel | simd | lead |
            | --- | --- | --- | --- | --- | --- |
            | 4 | 1 | 0.03 | 0.02 | **0.01** | 2.00× |
            | 8 | 1 | 4.00 | **1.00** | - | 4.00× |
            """),
        section);
    assertTrue(section.contains("(crossover.png)"), section);
    BufferedImage picture = ImageIO.read(folder.resolve("crossover.png").toFile());
    assertTrue(picture.getWidth() > 300 && picture.getHeight() > 300);
  }

  /** Medians of 30, 20 and 10 nanoseconds at a width of 4; at 8 one way was not measured. */
  private static Crossings crossings() {
    Crossings crossings = new Crossings(List.of(4, 8), List.of(1));
    crossings.way("straight", true);
    crossings.way("kernel", true);
    crossings.way("simd", false);
    crossings.add("straight", 4, 1, 30);
    for (double nanos : List.of(20.0, 7.0, 900.0)) {
      crossings.add("kernel", 4, 1, nanos);
    }
    crossings.add("simd", 4, 1, 10);
    crossings.add("kernel", 8, 1, 1000);
    crossings.add("straight", 8, 1, 4000);
    return crossings;
  }
}
