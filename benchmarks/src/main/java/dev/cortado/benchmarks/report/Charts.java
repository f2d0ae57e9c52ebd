package dev.cortado.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars of the figures, one chart a metric. */
final class Charts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;

  private Charts() {}

  /** Writes one picture with a chart for each metric of the networks' speed, logarithmic. */
  static void write(Measurements measurements, Path file) throws IOException {
    List<CategoryChart> charts = new ArrayList<>();
    for (Metric metric : List.of(Metric.TRAINING, Metric.PREDICTION_MEDIAN, Metric.BATCHES)) {
      if (measurements.metrics().contains(metric)) {
        charts.add(chart(measurements, metric));
      }
    }
    BitmapEncoder.saveBitmap(
        charts, charts.size(), 1, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  /** A series for each contender that was measured at all, with gaps where it was not. */
  static CategoryChart chart(Measurements measurements, Metric metric) {
    CategoryChart chart =
        new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(metric.title()).build();
    chart.getStyler().setYAxisLogarithmic(true);
    List<String> subjects = measurements.subjects(metric);
    double least = Double.MAX_VALUE;
    for (String contender : measurements.contenders()) {
      List<Double> medians = new ArrayList<>();
      for (String subject : subjects) {
        Optional<Double> median =
            measurements.figure(metric, subject, contender).map(Figure::median);
        least = Math.min(least, median.orElse(least));
        medians.add(median.orElse(null));
      }
      if (medians.stream().anyMatch(Objects::nonNull)) {
        chart.addSeries(contender, subjects, medians);
      }
    }
    // Bars on a logarithmic axis begin at the power of ten below all of them.
    chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
    return chart;
  }
}
