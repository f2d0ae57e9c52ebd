package dev.cortado.report;

import dev.cortado.model.Layer;

/**
 * A layer in a diagram: its name and type above its shape and parameters. The font has characters
 * of one width, and twice that for East Asian ones, so that what fits here fits in any browser.
 */
record LayerBox(Layer layer) {
  /** The height of a box, in pixels. */
  static final double HEIGHT = 50;

  private static final double NAME_CELL = 13 * 0.62;
  private static final double NOTE_CELL = 11 * 0.62;
  private static final int MOST_CELLS = 26;
  private static final int FIRST_WIDE_CHARACTER = 0x1100;
  private static final double PAD = 14;

  /** What the labels take, from edge to edge. */
  double room() {
    double above = cells(name()) * NAME_CELL + cells(type()) * NOTE_CELL;
    double below = (cells(shape()) + cells(parameters())) * NOTE_CELL;
    return Math.max(above, below) + 4 * PAD;
  }

  /** The box, of a width that is no less than its room, with its top left corner at a point. */
  Element draw(double x, double y, double width) {
    Element group =
        Element.of(
                "g",
                Element.of("title", tooltip()),
                Element.of("rect")
                    .with("x", x)
                    .with("y", y)
                    .with("width", width)
                    .with("height", HEIGHT)
                    .with("rx", 8))
            .styled("layer " + kind());
    label(group, "name", name(), x + PAD, y + 21, "start");
    label(group, "note", type(), x + width - PAD, y + 21, "end");
    label(group, "note", shape(), x + PAD, y + 39, "start");
    label(group, "note", parameters(), x + width - PAD, y + 39, "end");
    return group;
  }

  private static void label(
      Element group, String style, String text, double x, double y, String anchor) {
    if (!text.isEmpty()) {
      group.add(
          Element.of("text", text)
              .styled(style)
              .with("x", x)
              .with("y", y)
              .with("text-anchor", anchor));
    }
  }

  private String name() {
    return shorten(layer.name());
  }

  private String type() {
    return shorten(layer.type());
  }

  private String shape() {
    return shorten(layer.shape().toString());
  }

  private String parameters() {
    int count = layer.parameterCount();
    return count == 0 ? "" : Texts.count(count) + (count == 1 ? " parameter" : " parameters");
  }

  private String tooltip() {
    return "%s: %s of shape %s%s"
        .formatted(
            layer.name(),
            layer.type(),
            layer.shape(),
            parameters().isEmpty() ? "" : ", " + parameters());
  }

  /** Its class in the style sheet. */
  private String kind() {
    if (layer.inputs().isEmpty()) {
      return "input";
    }
    return layer.parameterCount() > 0 ? "learned" : layer.inputs().size() > 1 ? "merge" : "plain";
  }

  private static int cells(String text) {
    return text.codePoints().map(c -> c < FIRST_WIDE_CHARACTER ? 1 : 2).sum();
  }

  private static String shorten(String text) {
    if (cells(text) <= MOST_CELLS) {
      return text;
    }
    int length = text.length();
    while (cells(text.substring(0, length)) >= MOST_CELLS) {
      length = text.offsetByCodePoints(length, -1);
    }
    return text.substring(0, length) + "…";
  }
}
