package dev.cortado.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.benchmarks.report.Measurements.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategoryChart;

/** Bars, also of contenders that do not do everything. */
class ChartsTest {
  private final Measurements measurements = new Measurements();

  ChartsTest() {
    measurements.role("ours", Role.OURS);
    measurements.role("theirs", Role.PEER);
    measurements.role("slow", Role.PEER);
    measurements.add(Metric.TRAINING, "conv", "ours", List.of(3000.0));
    measurements.add(Metric.TRAINING, "dense", "ours", List.of(50_000.0));
    measurements.add(Metric.TRAINING, "dense", "theirs", List.of(700.0));
    measurements.add(Metric.COLD_START, "dense", "slow", List.of(1.0));
  }

  @Test
  void whatWasNotMeasuredIsAGap() {
    CategoryChart chart = Charts.chart(measurements, Metric.TRAINING);
    assertEquals(Set.of("ours", "theirs"), chart.getSeriesMap().keySet());
    assertEquals(Arrays.asList(null, 700.0), chart.getSeriesMap().get("theirs").getYData());
    assertEquals(100, chart.getStyler().getYAxisMin());
  }

  @Test
  void picturesWithGapsAreDrawn(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bars.png");
    Charts.write(measurements, file);
    assertTrue(Files.size(file) > 0);
  }
}
