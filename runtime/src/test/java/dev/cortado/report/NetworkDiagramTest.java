package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.callback.FakeModel;
import dev.cortado.model.Blueprint;
import dev.cortado.model.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Looks at diagrams by their coordinates, as an eye would. */
class NetworkDiagramTest {
  private static final Map<String, Double> FONT_SIZES = Map.of("name", 13.0, "note", 11.0);

  /** A network from lines such as {@code "sum Add left right"}. */
  private static Markup draw(String... layers) {
    Blueprint.Builder blueprint = Blueprint.of("Net", "net");
    int offset = 0;
    for (String line : layers) {
      String[] words = line.split(" ", -1);
      blueprint.layer(
          words[0],
          words[1],
          Shape.of(12, 34),
          List.of(words).subList(2, words.length).toArray(String[]::new));
      if (words[1].equals("Dense")) {
        blueprint.parameter("kernel", Shape.of(1234), offset, FakeModel.ZEROS);
        offset += 1234;
      }
    }
    return Markup.parse(
        new NetworkDiagram(new FakeModel(blueprint.build()).layers()).svg().toString());
  }

  private static Rectangle2D box(Markup rect) {
    return new Rectangle2D.Double(
        rect.number("x"), rect.number("y"), rect.number("width"), rect.number("height"));
  }

  /** The boxes of the layers by their names. */
  private static Map<String, Rectangle2D> boxes(Markup svg) {
    Map<String, Rectangle2D> boxes = new TreeMap<>();
    for (Markup layer : svg.all("g", "layer")) {
      boxes.put(layer.one("text", "name").text(), box(layer.one("rect", "")));
    }
    return boxes;
  }

  /** Where a label is, in a font with characters of six tenths of its size, or twice that. */
  private static Rectangle2D box(Markup label, double size) {
    double cells = label.text().codePoints().map(c -> c < 0x1100 ? 1 : 2).sum();
    double width = cells * size * 0.602;
    double x = label.number("x") - (label.attribute("text-anchor").equals("end") ? width : 0);
    return new Rectangle2D.Double(x, label.number("y") - size, width, size * 1.2);
  }

  /** The points of an edge; curves by twenty points each. */
  private static List<double[]> points(Markup edge) {
    List<double[]> points = new ArrayList<>();
    for (String command : edge.attribute("d").split("(?=[MLC])", -1)) {
      double[] n =
          Pattern.compile("[ ,]")
              .splitAsStream(command.substring(1))
              .mapToDouble(Double::parseDouble)
              .toArray();
      if (n.length == 2) {
        points.add(n);
        continue;
      }
      double[] from = points.get(points.size() - 1);
      for (int i = 1; i <= 20; i++) {
        double t = i / 20.0;
        double s = 1 - t;
        points.add(
            new double[] {
              s * s * s * from[0] + 3 * s * s * t * n[0] + 3 * s * t * t * n[2] + t * t * t * n[4],
              s * s * s * from[1] + 3 * s * s * t * n[1] + 3 * s * t * t * n[3] + t * t * t * n[5]
            });
      }
    }
    return points;
  }

  /**
   * No label meets another one or leaves its box; no box meets another one; no edge meets a box.
   */
  private static void checkReadable(Markup svg) {
    List<Rectangle2D> boxes = svg.all("rect", "").stream().map(NetworkDiagramTest::box).toList();
    Rectangle2D all = new Rectangle2D.Double(0, 0, svg.number("width"), svg.number("height"));
    for (int i = 0; i < boxes.size(); i++) {
      assertTrue(all.contains(boxes.get(i)), "box " + i + " is cut off");
      for (int j = 0; j < i; j++) {
        assertFalse(boxes.get(i).intersects(boxes.get(j)), "boxes " + i + " and " + j);
      }
    }
    List<Rectangle2D> labels = new ArrayList<>();
    for (Markup layer : svg.all("g", "layer")) {
      Rectangle2D around = box(layer.one("rect", ""));
      for (Markup label : layer.all("text", "")) {
        Rectangle2D place = box(label, FONT_SIZES.get(label.attribute("class")));
        assertTrue(around.contains(place), label.text() + " leaves its box");
        assertTrue(labels.stream().noneMatch(place::intersects), label.text() + " meets another");
        labels.add(place);
      }
    }
    for (Markup edge : svg.all("path", "edge")) {
      for (double[] point : points(edge)) {
        assertTrue(all.contains(point[0], point[1]), "an edge is cut off");
        for (Rectangle2D box : boxes) {
          boolean inside =
              point[1] > box.getMinY() + 1
                  && point[1] < box.getMaxY() - 1
                  && point[0] > box.getMinX() - 2
                  && point[0] < box.getMaxX() + 2;
          assertFalse(inside, "an edge runs through a box");
        }
      }
    }
  }

  @Test
  void aChainIsAStraightColumn() {
    Markup svg = draw("in Input", "hidden Dense in", "drop Dropout hidden", "out Dense drop");
    checkReadable(svg);
    Map<String, Rectangle2D> boxes = boxes(svg);
    assertEquals(1, boxes.values().stream().map(Rectangle2D::getCenterX).distinct().count());
    assertTrue(boxes.get("in").getMaxY() < boxes.get("hidden").getMinY());
    assertTrue(boxes.get("hidden").getMaxY() < boxes.get("drop").getMinY());
    assertTrue(boxes.get("drop").getMaxY() < boxes.get("out").getMinY());
    assertEquals(3, svg.all("path", "edge").size());
  }

  @Test
  void labelsSayNameTypeShapeAndParameters() {
    Markup svg = draw("in Input", "out Dense in");
    assertEquals(List.of("in", "out"), svg.texts("text", "name"));
    assertEquals(
        List.of("Input", "(12, 34)", "Dense", "(12, 34)", "1,234 parameters"),
        svg.texts("text", "note"));
    assertEquals(
        List.of("in: Input of shape (12, 34)", "out: Dense of shape (12, 34), 1,234 parameters"),
        svg.texts("title", ""));
  }

  @Test
  void edgesRunFromEachLayerToWhatItFeeds() {
    Markup svg =
        draw(
            "in Input", "left Dense in", "right Dense in", "deep Dense left", "sum Add deep right");
    checkReadable(svg);
    Map<String, Rectangle2D> boxes = boxes(svg);
    List<String> edges = new ArrayList<>();
    for (Markup edge : svg.all("path", "edge")) {
      List<double[]> points = points(edge);
      double[] from = points.get(0);
      double[] to = points.get(points.size() - 1);
      edges.add(at(boxes, from[0], from[1] - 2) + " to " + at(boxes, to[0], to[1] + 2));
    }
    assertEquals(
        List.of("in to left", "in to right", "left to deep", "deep to sum", "right to sum"), edges);
  }

  private static String at(Map<String, Rectangle2D> boxes, double x, double y) {
    return boxes.keySet().stream()
        .filter(name -> boxes.get(name).contains(x, y))
        .findFirst()
        .orElse("nothing");
  }

  @Test
  void aShortcutRunsBesideTheLayersThatItPasses() {
    Markup svg =
        draw("in Input", "a Dense in", "b Dense a", "c Dense b", "sum Add c in", "out Dense sum");
    checkReadable(svg);
    for (Rectangle2D box : boxes(svg).values()) {
      assertEquals(boxes(svg).get("in").getCenterX(), box.getCenterX(), 0.02);
    }
  }

  @Test
  void branchesAreSideBySideAndTheirMergeIsBetween() {
    Markup svg =
        draw("in Input", "left Dense in", "right Dense in", "sum Add left right", "out Dense sum");
    checkReadable(svg);
    Map<String, Rectangle2D> boxes = boxes(svg);
    assertEquals(boxes.get("left").getMinY(), boxes.get("right").getMinY());
    assertEquals(
        boxes.get("sum").getCenterX(),
        (boxes.get("left").getCenterX() + boxes.get("right").getCenterX()) / 2,
        0.02);
    assertEquals(boxes.get("in").getCenterX(), boxes.get("sum").getCenterX(), 0.02);
  }

  @Test
  void anInputIsDrawnWhereItIsNeeded() {
    Markup svg = draw("in Input", "a Dense in", "b Dense a", "late Input", "sum Add b late");
    checkReadable(svg);
    assertEquals(boxes(svg).get("b").getMinY(), boxes(svg).get("late").getMinY());
  }

  @Test
  void aLayerThatTakesAnotherTwiceHasOneEdge() {
    Markup svg = draw("in Input", "square Multiply in in");
    checkReadable(svg);
    assertEquals(1, svg.all("path", "edge").size());
  }

  @Test
  void longAndWideNamesFit() {
    Markup svg =
        draw(
            "aNameThatIsMuchLongerThanAnyBoxCouldEverBe ALayerTypeThatIsNearlyAsLongAsThat",
            "隠れ層の名前はとても長いです Dense aNameThatIsMuchLongerThanAnyBoxCouldEverBe",
            "x Add 隠れ層の名前はとても長いです");
    checkReadable(svg);
    assertEquals(
        List.of("aNameThatIsMuchLongerThan…", "隠れ層の名前はとても長い…", "x"), svg.texts("text", "name"));
    assertTrue(svg.texts("title", "").get(0).startsWith("aNameThatIsMuchLongerThanAnyBoxCould"));
  }

  @Test
  void networksOfAnyWiringAreReadable() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      int count = 2 + random.nextInt(14);
      String[] layers = new String[count];
      layers[0] = "layer0 Input";
      for (int i = 1; i < count; i++) {
        StringBuilder line = new StringBuilder("layer" + i);
        int inputs = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3);
        line.append(inputs == 0 ? " Input" : " Dense");
        for (int k = 0; k < inputs; k++) {
          line.append(" layer").append(random.nextInt(i));
        }
        layers[i] = line.toString();
      }
      checkReadable(draw(layers));
    }
  }

  @Test
  void orderAvoidsCrossings() {
    // two inputs, each feeding the layer that was declared on the other side
    LayerGraph graph =
        new LayerGraph(List.of(List.of(), List.of(), List.of(1), List.of(0), List.of(3, 2)));
    List<List<Integer>> declared = List.of(List.of(0, 1), List.of(2, 3), List.of(4));
    assertEquals(1, SlotOrder.crossings(graph, declared));
    assertEquals(0, SlotOrder.crossings(graph, SlotOrder.of(graph)));
    // every two of a complete pair of threes must cross
    LayerGraph complete =
        new LayerGraph(
            List.of(
                List.of(),
                List.of(),
                List.of(),
                List.of(0, 1, 2),
                List.of(0, 1, 2),
                List.of(0, 1, 2)));
    assertEquals(9, SlotOrder.crossings(complete, SlotOrder.of(complete)));
  }
}
