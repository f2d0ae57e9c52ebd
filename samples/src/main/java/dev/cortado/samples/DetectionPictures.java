package dev.cortado.samples;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Pictures of how events are found, with a threshold that was chosen. */
final class DetectionPictures {
  private final double threshold;

  DetectionPictures(double threshold) {
    this.threshold = threshold;
  }

  /** Draws precision over recall, with the point of the threshold. */
  void curve(Detection found, Path file) throws IOException {
    XYChart chart =
        chart("Average precision %.3f".formatted(found.averagePrecision()), "recall", "precision");
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.05).setXAxisMin(0.0).setXAxisMax(1.05);
    double[][] curve = found.curve();
    chart.addSeries("all thresholds", curve[0], curve[1]).setMarker(SeriesMarkers.NONE);
    marks(
        chart.addSeries(
            "the threshold",
            new double[] {found.recall(threshold)},
            new double[] {found.precision(threshold)}));
    save(chart, file);
  }

  /**
   * Draws the scores over time, with the events in red and the threshold.
   *
   * @param hours when each score was
   */
  void errors(String title, Detection found, double[] hours, Path file) throws IOException {
    double[] scores = IntStream.range(0, found.count()).mapToDouble(found::score).toArray();
    int[] events = IntStream.range(0, found.count()).filter(found::isEvent).toArray();
    XYChart chart = chart(title, "hours", "error");
    chart.getStyler().setYAxisLogarithmic(true).setXAxisDecimalPattern("0.0");
    chart.addSeries("error", hours, scores).setMarker(SeriesMarkers.NONE);
    chart
        .addSeries(
            "threshold",
            new double[] {hours[0], hours[hours.length - 1]},
            new double[] {threshold, threshold})
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(Color.GRAY);
    marks(
        chart.addSeries(
            "event",
            Arrays.stream(events).mapToDouble(i -> hours[i]).toArray(),
            Arrays.stream(events).mapToDouble(i -> scores[i]).toArray()));
    save(chart, file);
  }

  private static void marks(XYSeries series) {
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Color.RED);
  }

  private static XYChart chart(String title, String xAxis, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(500)
            .title(title)
            .xAxisTitle(xAxis)
            .yAxisTitle(yAxis)
            .build();
    chart.getStyler().setMarkerSize(5);
    return chart;
  }

  private static void save(XYChart chart, Path file) throws IOException {
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }
}
