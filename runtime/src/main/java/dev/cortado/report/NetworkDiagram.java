package dev.cortado.report;

import dev.cortado.model.Layer;
import java.util.List;
import java.util.stream.IntStream;

/** A network as boxes with arrows between them, from top to bottom. */
final class NetworkDiagram {
  private static final double HEIGHT = LayerBox.HEIGHT;
  private static final double ROW = HEIGHT + 34;
  private static final double GAP = 24;
  private static final double LANE = 28;
  private static final double MARGIN = 3;

  private final List<LayerBox> layers;
  private final LayerGraph graph;
  private final double width;
  private final double[] centres;

  NetworkDiagram(List<Layer> layers) {
    this.layers = layers.stream().map(LayerBox::new).toList();
    List<String> names = layers.stream().map(Layer::name).toList();
    graph =
        new LayerGraph(
            layers.stream()
                .map(layer -> layer.inputs().stream().map(in -> names.indexOf(in.name())).toList())
                .toList());
    width = this.layers.stream().mapToDouble(LayerBox::room).max().orElse(0);
    centres = SlotPlaces.of(graph, SlotOrder.of(graph), width + GAP, LANE);
    double left = slots().mapToDouble(slot -> centres[slot] - room(slot) / 2).min().orElse(0);
    for (int slot = 0; slot < centres.length; slot++) {
      centres[slot] += MARGIN - left;
    }
  }

  /** The diagram. */
  Element svg() {
    double right =
        slots().mapToDouble(slot -> centres[slot] + room(slot) / 2).max().orElse(0) + MARGIN;
    double bottom = graph.rowCount() * ROW - (ROW - HEIGHT) + 2 * MARGIN;
    Element arrow =
        Element.of("marker", Element.of("path").with("d", "M0,0L8,4L0,8z").styled("arrow"))
            .with("id", "arrow")
            .with("viewBox", "0 0 8 8")
            .with("refX", 7)
            .with("refY", 4)
            .with("markerWidth", 7)
            .with("markerHeight", 7)
            .with("orient", "auto");
    Element svg =
        Element.of("svg", Element.of("defs", arrow))
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("width", right)
            .with("height", bottom)
            .with("viewBox", "0 0 %s %s".formatted(Element.number(right), Element.number(bottom)))
            .with("role", "img")
            .with("aria-label", "diagram of the network");
    for (List<Integer> edge : graph.edges()) {
      svg.add(
          Element.of("path")
              .styled("edge")
              .with("d", path(edge))
              .with("marker-end", "url(#arrow)"));
    }
    for (int i = 0; i < layers.size(); i++) {
      svg.add(layers.get(i).draw(centres[i] - width / 2, top(i), width));
    }
    return svg;
  }

  private String path(List<Integer> edge) {
    double x = centres[edge.get(0)];
    double y = top(edge.get(0)) + HEIGHT;
    StringBuilder path = new StringBuilder("M" + point(x, y));
    for (int i = 1; i < edge.size(); i++) {
      int slot = edge.get(i);
      double middle = (y + top(slot)) / 2;
      path.append('C').append(point(x, middle));
      x = centres[slot];
      y = top(slot) - (graph.isLayer(slot) ? 1 : 0); // the arrow's point touches the box
      path.append(' ').append(point(x, middle)).append(' ').append(point(x, y));
      if (!graph.isLayer(slot)) {
        y += HEIGHT;
        path.append('L').append(point(x, y));
      }
    }
    return path.toString();
  }

  private IntStream slots() {
    return IntStream.range(0, centres.length);
  }

  private double room(int slot) {
    return graph.isLayer(slot) ? width : LANE;
  }

  private double top(int slot) {
    return MARGIN + graph.row(slot) * ROW;
  }

  private static String point(double x, double y) {
    return Element.number(x) + "," + Element.number(y);
  }
}
