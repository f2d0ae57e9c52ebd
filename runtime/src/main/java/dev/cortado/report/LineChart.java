package dev.cortado.report;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Curves by epoch, with axes, a legend and a tooltip for each point.
 *
 * @param title what the curves show
 * @param scale how the values' axis is chosen
 * @param series the curves
 */
record LineChart(String title, Scale scale, List<Series> series) {
  // Labels have 13 of these units on a telephone, where a chart is some 290 pixels wide.
  private static final double WIDTH = 400;
  private static final double HEIGHT = 200;
  private static final double TOP = 12;
  private static final double BOTTOM = HEIGHT - 42;
  private static final double LABEL_CHARACTER = 8.3;
  private static final int MOST_TICKS = 11;
  private static final int MOST_DOTS = 40;

  /** How the values' axis is chosen. */
  enum Scale {
    /** Around the values. */
    FITTED,
    /** From 0 on. */
    FROM_ZERO,
    /** Around the values, with equal distances for equal ratios where these are great. */
    RATIOS
  }

  /** The figure: heading, legend and SVG. */
  Element figure() {
    int epochs = series.stream().mapToInt(curve -> curve.values().size()).max().orElse(0);
    DoubleSummaryStatistics range =
        series.stream()
            .flatMap(curve -> curve.values().stream())
            .mapToDouble(Double::doubleValue)
            .filter(Series::isDrawn)
            .summaryStatistics();
    Element caption = Element.of("figcaption", Element.of("h3", title));
    for (Series curve : series) {
      caption.add(
          Element.of("span", curve.label() + " ")
              .styled("key " + curve.style())
              .add(Element.of("b", Texts.figure(curve.last()))));
    }
    Element figure = Element.of("figure", caption).styled("card chart");
    return range.getCount() == 0
        ? figure.add(Element.of("p", "No finite value yet.").styled("quiet"))
        : figure.add(picture(epochs, vertical(range.getMin(), range.getMax())));
  }

  private Axis vertical(double min, double max) {
    if (scale == Scale.RATIOS && min > 0 && max / min >= 50) {
      return Axis.logarithmic(min, max, 6, BOTTOM, TOP);
    }
    return Axis.linear(scale == Scale.FROM_ZERO ? 0 : min, max, 6, BOTTOM, TOP);
  }

  private Element picture(int epochs, Axis vertical) {
    int longest = vertical.ticks().stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
    double left = 16 + longest * LABEL_CHARACTER;
    double label = Texts.count(epochs).length() * LABEL_CHARACTER;
    double right = WIDTH - Math.max(12, label / 2 + 2);
    int most = (int) Math.min(MOST_TICKS, (right - left) / (1.25 * label + 4));
    Axis horizontal = Axis.epochs(epochs, most, left + 6, right);
    Element svg =
        Element.of("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("viewBox", "0 0 %s %s".formatted(Element.number(WIDTH), Element.number(HEIGHT)))
            .with("role", "img")
            .with("aria-label", title + " by epoch");
    for (Axis.Tick tick : vertical.ticks()) {
      double y = vertical.at(tick.value());
      svg.add(
          line(left, y, right, y).styled("grid"),
          label(tick.label(), left - 8, y + 4, "end").styled("tick y"));
    }
    for (Axis.Tick tick : horizontal.ticks()) {
      double x = horizontal.at(tick.value());
      svg.add(
          line(x, BOTTOM, x, BOTTOM + 4).styled("axis"),
          label(tick.label(), x, BOTTOM + 18, "middle").styled("tick x"));
    }
    svg.add(
        line(left, BOTTOM, right, BOTTOM).styled("axis"),
        label(
                vertical.logarithmic() ? "epoch (values on a logarithmic axis)" : "epoch",
                (left + right) / 2,
                HEIGHT - 6,
                "middle")
            .styled("caption"));
    for (Series curve : series) {
      svg.add(curve(curve, horizontal, vertical));
    }
    for (Series curve : series) {
      svg.add(points(curve, horizontal, vertical));
    }
    return svg;
  }

  /**
   * A line through the values, across epochs without one, interrupted at those that cannot be
   * drawn. A value on its own is a line to itself, which the style sheet's round ends make a dot.
   */
  private static Element curve(Series series, Axis horizontal, Axis vertical) {
    StringBuilder path = new StringBuilder();
    String alone = "";
    boolean drawing = false;
    for (int i = 0; i < series.values().size(); i++) {
      double value = series.values().get(i);
      if (Series.isDrawn(value)) {
        String point =
            Element.number(horizontal.at(i + 1)) + "," + Element.number(vertical.at(value));
        path.append(drawing ? "L" : alone + "M").append(point);
        alone = drawing ? "" : "L" + point;
        drawing = true;
      } else if (!Double.isNaN(value)) {
        drawing = false;
      }
    }
    return Element.of("path").styled("curve " + series.style()).with("d", path + alone);
  }

  /** Spots with tooltips: visible ones where they are few, and never thousands of them. */
  private Element points(Series curve, Axis horizontal, Axis vertical) {
    int count = curve.values().size();
    int stride = Math.max(1, count / (10 * MOST_DOTS));
    double radius = curve.values().stream().filter(Series::isDrawn).count() == 1 ? 4 : 2;
    Element group =
        Element.of("g").styled((count <= MOST_DOTS ? "dots " : "spots ") + curve.style());
    for (int i = 0; i < count; i++) {
      double value = curve.values().get(i);
      if (Series.isDrawn(value) && (i % stride == 0 || i == count - 1)) {
        String tooltip = "Epoch %d: %s %s".formatted(i + 1, curve.label(), Texts.figure(value));
        group.add(
            Element.of("circle", Element.of("title", tooltip))
                .with("cx", horizontal.at(i + 1))
                .with("cy", vertical.at(value))
                .with("r", radius));
      }
    }
    return group;
  }

  private static Element line(double x1, double y1, double x2, double y2) {
    return Element.of("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
  }

  private static Element label(String text, double x, double y, String anchor) {
    return Element.of("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
  }
}
