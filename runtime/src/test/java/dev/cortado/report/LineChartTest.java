package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads charts back: what a curve's pixels mean by the labels of the axes is what was drawn. */
class LineChartTest {
  private static final double PIXEL = 0.01; // coordinates are rounded to a hundredth

  private static Series series(String style, double... values) {
    return new Series(style, style, DoubleStream.of(values).boxed().toList());
  }

  private static Markup draw(LineChart.Scale scale, Series... curves) {
    return Markup.parse(new LineChart("Loss", scale, List.of(curves)).figure().toString());
  }

  /** What a pixel means by an axis' first and last label. */
  private static double meaning(
      List<Markup> ticks, String coordinate, double shift, double pixel, boolean log) {
    Markup first = ticks.get(0);
    Markup last = ticks.get(ticks.size() - 1);
    double from = first.number(coordinate) - shift;
    double part = (pixel - from) / (last.number(coordinate) - shift - from);
    double low = Double.parseDouble(first.text().replace(",", ""));
    double high = Double.parseDouble(last.text().replace(",", ""));
    return log ? low * Math.pow(high / low, part) : low + part * (high - low);
  }

  /** The points of a curve as epoch and value, read by the axes; each run of a path is a list. */
  private static List<List<double[]>> read(Markup chart, String style, boolean log) {
    List<Markup> x = chart.all("text", "x");
    List<Markup> y = chart.all("text", "y");
    Markup path =
        chart.all("path", "curve").stream()
            .filter(curve -> curve.attribute("class").endsWith(style))
            .findFirst()
            .orElseThrow();
    List<List<double[]>> runs = new ArrayList<>();
    for (String run : path.attribute("d").substring(1).split("M", -1)) {
      List<double[]> points = new ArrayList<>();
      for (String point : run.split("L", -1)) {
        String[] pair = point.split(",", -1);
        points.add(
            new double[] {
              meaning(x, "x", 0, Double.parseDouble(pair[0]), false),
              meaning(y, "y", 4, Double.parseDouble(pair[1]), log)
            });
      }
      runs.add(points);
    }
    return runs;
  }

  private static void checkLinear(LineChart.Scale scale, double[] training, double[] validation) {
    Markup chart = draw(scale, series("train", training), series("validation", validation));
    for (String style : List.of("train", "validation")) {
      double[] values = style.equals("train") ? training : validation;
      List<double[]> points = read(chart, style, false).get(0);
      assertEquals(values.length, points.size());
      double range =
          DoubleStream.concat(DoubleStream.of(training), DoubleStream.of(validation))
              .map(Math::abs)
              .max()
              .orElseThrow();
      for (int i = 0; i < values.length; i++) {
        assertEquals(i + 1, points.get(i)[0], values.length * PIXEL / 100);
        assertEquals(values[i], points.get(i)[1], 4 * range * PIXEL / 146);
      }
    }
  }

  @Test
  void pointsLieWhereTheFiguresSay() {
    checkLinear(
        LineChart.Scale.FITTED, new double[] {2.3, 1.1, 0.7, 0.55}, new double[] {2, 1, 0.9, 0.95});
    checkLinear(LineChart.Scale.FITTED, new double[] {-3, 5}, new double[] {0, 0});
    checkLinear(LineChart.Scale.RATIOS, new double[] {1, 0.5}, new double[] {0.1, 0.03});
    checkLinear(
        LineChart.Scale.FROM_ZERO,
        IntStream.range(0, 1000).mapToDouble(i -> 100 + Math.sin(i * 0.1)).toArray(),
        IntStream.range(0, 1000).mapToDouble(i -> 90 + Math.cos(i * 0.1)).toArray());
  }

  @Test
  void greatRatiosAreDrawnByTheirLogarithm() {
    double[] rates = {1e-2, 1e-3, 5e-4, 2.5e-5};
    Markup chart = draw(LineChart.Scale.RATIOS, series("rate", rates));
    List<double[]> points = read(chart, "rate", true).get(0);
    for (int i = 0; i < rates.length; i++) {
      assertEquals(rates[i], points.get(i)[1], rates[i] * 1e-3);
    }
    assertEquals("epoch (values on a logarithmic axis)", chart.one("text", "caption").text());
  }

  @Test
  void anAxisFromZeroBeginsThere() {
    Markup chart = draw(LineChart.Scale.FROM_ZERO, series("time", 7, 8));
    assertEquals("0", chart.all("text", "y").get(0).text());
    assertEquals(
        chart.all("line", "axis").get(0).number("y1"),
        chart.all("text", "y").get(0).number("y") - 4);
  }

  @Test
  void valuesThatCannotBeDrawnInterruptTheCurve() {
    Markup chart =
        draw(
            LineChart.Scale.FITTED,
            series("train", 1, 2, Double.NaN, 3, Double.POSITIVE_INFINITY, Double.MAX_VALUE, 4));
    List<List<double[]>> runs = read(chart, "train", false);
    assertEquals(List.of(3, 2), runs.stream().map(List::size).toList());
    assertEquals(4, runs.get(0).get(2)[0], 0.01, "an epoch without a value is no interruption");
    assertEquals(7, runs.get(1).get(0)[0], 0.01);
    assertEquals(7, runs.get(1).get(1)[0], 0.01, "one value is a line to itself");
    assertEquals(4, chart.all("circle", "").size());
  }

  @Test
  void valuesOfSomeEpochsAreACurveToo() {
    double[] values =
        IntStream.range(0, 100).mapToDouble(i -> i % 10 == 4 ? i : Double.NaN).toArray();
    Markup chart = draw(LineChart.Scale.FITTED, series("validation", values));
    List<List<double[]>> runs = read(chart, "validation", false);
    assertEquals(List.of(10), runs.stream().map(List::size).toList());
    assertEquals(15, runs.get(0).get(1)[0], 0.05);
    assertEquals(14, runs.get(0).get(1)[1], 0.05);
    assertEquals("validation 94", chart.one("span", "key").text());
    assertEquals(4, series("validation", values).lowest());
  }

  @Test
  void withoutAnyValueThereIsNoPicture() {
    for (Series empty : List.of(series("train"), series("train", Double.NaN))) {
      Markup chart = draw(LineChart.Scale.FITTED, empty);
      assertEquals(0, chart.all("svg", "").size());
      assertEquals("No finite value yet.", chart.one("p", "quiet").text());
    }
  }

  @Test
  void pointsHaveTooltipsAndCurvesALegend() {
    Markup chart =
        draw(LineChart.Scale.FITTED, series("train", 0.51234, 0.4), series("validation", 0.6, 0.7));
    assertEquals(
        List.of(
            "Epoch 1: train 0.5123",
            "Epoch 2: train 0.4",
            "Epoch 1: validation 0.6",
            "Epoch 2: validation 0.7"),
        chart.texts("title", ""));
    assertEquals(List.of("train 0.4", "validation 0.7"), chart.texts("span", "key"));
    assertEquals("Loss", chart.one("h3", "").text());
  }

  @Test
  void thousandsOfEpochsHaveHundredsOfTooltips() {
    double[] values = IntStream.range(0, 5_000).mapToDouble(i -> i).toArray();
    Markup chart = draw(LineChart.Scale.FITTED, series("train", values));
    int circles = chart.all("circle", "").size();
    assertTrue(circles >= 400 && circles <= 800, circles + " circles");
    assertEquals("Epoch 5000: train 4999", chart.texts("title", "").get(circles - 1));
  }

  @Test
  void labelsOfAnAxisDoNotTouch() {
    for (int count : new int[] {1, 9, 11, 12, 60, 99, 1000, 12_345}) {
      Markup chart =
          draw(
              LineChart.Scale.FITTED,
              series("train", IntStream.range(0, count).mapToDouble(i -> 1e-7 * i).toArray()));
      List<Markup> labels = chart.all("text", "x");
      for (int i = 1; i < labels.size(); i++) {
        double between = labels.get(i).number("x") - labels.get(i - 1).number("x");
        double width =
            8.3 * (labels.get(i).text().length() + labels.get(i - 1).text().length()) / 2;
        assertTrue(between > width + 3, count + " epochs: " + labels.get(i).text());
      }
      Markup last = labels.get(labels.size() - 1);
      double end = last.number("x") + 8.3 * last.text().length() / 2;
      assertTrue(end <= 400, count + " epochs end at " + end);
      for (Markup label : chart.all("text", "y")) {
        assertTrue(label.number("x") > 8.3 * label.text().length(), label.text());
      }
    }
  }
}
