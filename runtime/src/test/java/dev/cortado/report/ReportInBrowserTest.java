package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cortado.callback.FakeModel;
import dev.cortado.callback.FakeTraining;
import dev.cortado.callback.Logs;
import dev.cortado.model.Blueprint;
import dev.cortado.model.Head;
import dev.cortado.model.Shape;
import dev.cortado.optimizer.Adam;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens reports in a browser, on a screen and on a telephone, and looks at them. */
class ReportInBrowserTest {
  private static final int SCREEN = 1280;
  private static final int TELEPHONE = 360;
  private static final List<String> GARMENTS =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  @TempDir private Path folder;
  private Path file;
  private Browser browser;
  private long millis = 5000;

  @BeforeEach
  void findBrowser() {
    Optional<Browser> found = Browser.find(folder);
    assumeTrue(
        found.isPresent(),
        "no chromium, chromium-browser, google-chrome or chrome is on the PATH to look at reports with");
    browser = found.get();
  }

  private static FakeModel network() {
    return new FakeModel(
        Blueprint.of("Clothes", "clothes")
            .layer("pixels", "Input", Shape.of(28, 28))
            .layer("flat", "Flatten", Shape.of(784), "pixels")
            .layer("hidden", "Dense", Shape.of(128), "flat")
            .parameter("kernel", Shape.of(784, 128), 0, FakeModel.ZEROS)
            .parameter("bias", Shape.of(128), 100_352, FakeModel.ZEROS)
            .layer("again", "Dense", Shape.of(128), "hidden")
            .parameter("kernel", Shape.of(128, 128), 100_480, FakeModel.ZEROS)
            .layer("sum", "Add", Shape.of(128), "hidden", "again")
            .layer("garment", "Dense", Shape.of(10), "sum")
            .parameter("kernel", Shape.of(128, 10), 116_864, FakeModel.ZEROS)
            .output("garment", Head.NONE)
            .build());
  }

  /** Writes the report of a run whose loss and learning rate fall and whose accuracy rises. */
  private TrainingReport report(int epochs) {
    file = folder.resolve("report-%d.html".formatted(epochs));
    FakeTraining training = new FakeTraining(network(), epochs, 0.01);
    TrainingReport report =
        new TrainingReport(
                file,
                Map.of(),
                () -> millis * 1_000_000,
                Clock.fixed(Instant.parse("2026-03-01T12:34:56Z"), ZoneOffset.UTC))
            .optimizer(Adam.create())
            .setting("Batch size", 128);
    report.onTrainBegin(training);
    for (int epoch = 0; epoch < epochs; epoch++) {
      report.onEpochBegin(training, epoch);
      millis += 1200 + 37 * (epoch % 5);
      double left = Math.exp(-epoch / 8.0);
      Logs logs = new Logs(List.of("loss", "val_loss", "accuracy", "val_accuracy"));
      logs.set("loss", 0.25 + 1.4 * left);
      logs.set("val_loss", 0.37 + 1.2 * left + 0.02 * (epoch % 3));
      logs.set("accuracy", 0.93 - 0.4 * left);
      logs.set("val_accuracy", 0.88 - 0.33 * left - 0.01 * (epoch % 3));
      training.setLearningRate(0.01 * Math.pow(0.8, epoch));
      report.onEpochEnd(training, epoch, logs);
    }
    report.onTrainEnd(training);
    return report;
  }

  private void reportWithConfusion() {
    int[][] counts = new int[GARMENTS.size()][GARMENTS.size()];
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        counts[row][column] = row == column ? 890 : (row * 7 + column * 3) % 31;
      }
    }
    report(24).confusion(GARMENTS, counts);
  }

  private Sight look(int width) throws IOException, InterruptedException {
    Sight sight = browser.show(file, width);
    assertEquals(List.of(), sight.console(), "the console is silent");
    assertEquals(0, sight.findings().number("requests"), "nothing else is loaded");
    assertEquals(0, sight.findings().number("fonts"), "fonts are those of the system");
    nothingIsCutOff(sight, width);
    cardsHoldTheirParts(sight);
    picturesHoldTheirTexts(sight);
    textsDoNotTouch(sight);
    textsAreLegible(sight);
    marksAreSeen(sight);
    return sight;
  }

  private static void nothingIsCutOff(Sight sight, int width) {
    assertEquals(width, sight.findings().number("width"));
    assertEquals(width, sight.findings().number("scrollWidth"), "there is no scrolling sideways");
    int height = (int) sight.findings().number("height");
    assertTrue(height <= sight.picture().getHeight(), "the picture shows the page to its end");
    String background = sight.findings().attribute("background");
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < height; y++) {
      assertTrue(
          sight.shows(0, y, background) && sight.shows(width - 1, y, background), "row " + y);
      for (int x = 0; x < width; x++) {
        colours.add(sight.picture().getRGB(x, y));
      }
    }
    assertTrue(colours.size() > 100, "the page is not blank");
  }

  /** What sticks out of a card is in a box that scrolls. */
  private static void cardsHoldTheirParts(Sight sight) {
    List<Sight.Part> cards = sight.all("card");
    assertTrue(cards.size() >= 11, "cards");
    for (int i = 0; i < cards.size(); i++) {
      Rectangle2D page =
          new Rectangle2D.Double(
              0, 0, sight.findings().number("width"), sight.findings().number("height"));
      assertTrue(page.contains(cards.get(i).box()), "card " + i);
      for (int k = 0; k < i; k++) {
        assertFalse(cards.get(i).box().intersects(cards.get(k).box()), "cards " + i + " and " + k);
      }
    }
    for (String kind : List.of("text", "svg", "curve", "dot")) {
      for (Sight.Part part : sight.all(kind)) {
        if (part.card() >= 0 && !part.scrolls()) {
          Rectangle2D card = cards.get(part.card()).box();
          assertTrue(holds(card, part.box()), () -> part + " in " + card);
        }
      }
    }
  }

  private static void picturesHoldTheirTexts(Sight sight) {
    for (Sight.Part picture : sight.all("svg")) {
      for (Sight.Part text : sight.all("text")) {
        if (text.box().intersects(picture.box())) {
          assertTrue(holds(picture.box(), text.box()), () -> text + " in " + picture);
        }
      }
    }
  }

  /** Also of a line without width, which a rectangle never contains. */
  private static boolean holds(Rectangle2D outer, Rectangle2D inner) {
    return outer.getMinX() <= inner.getMinX()
        && outer.getMinY() <= inner.getMinY()
        && outer.getMaxX() >= inner.getMaxX()
        && outer.getMaxY() >= inner.getMaxY();
  }

  private static void textsDoNotTouch(Sight sight) {
    List<Sight.Part> texts =
        sight.all("text").stream().filter(t -> !t.content().isEmpty()).toList();
    assertTrue(texts.size() > 100, "texts");
    for (int i = 0; i < texts.size(); i++) {
      for (int k = 0; k < i; k++) {
        Sight.Part one = texts.get(i);
        Sight.Part other = texts.get(k);
        Rectangle2D common = one.box().createIntersection(other.box());
        assertTrue(common.getWidth() <= 1 || common.getHeight() <= 1, () -> one + " and " + other);
      }
    }
  }

  private static void textsAreLegible(Sight sight) {
    for (Sight.Part text : sight.all("text")) {
      double size = Math.min(text.box().getWidth() * 3, text.box().getHeight());
      assertTrue(text.content().isEmpty() || size >= 10, text::toString);
    }
  }

  /** A curve is in nearly each column of pixels from its first to its last point, or its dots. */
  private static void marksAreSeen(Sight sight) {
    List<Sight.Part> pictures =
        sight.all("svg").stream().filter(svg -> !svg.heading().isEmpty()).toList();
    assertEquals(4, pictures.size());
    List<Sight.Part> dots = sight.all("dot");
    List<Sight.Part> curves = sight.all("curve");
    assertEquals(6, curves.size());
    for (Sight.Part curve : curves) {
      List<Sight.Part> marks = new ArrayList<>(List.of(curve));
      dots.stream()
          .filter(d -> d.card() == curve.card() && d.colour().equals(curve.colour()))
          .forEach(marks::add);
      Rectangle2D picture =
          pictures.stream().filter(p -> p.card() == curve.card()).findFirst().orElseThrow().box();
      int columns = 0;
      int seen = 0;
      for (int x = (int) picture.getMinX(); x < picture.getMaxX(); x++) {
        int column = x;
        if (marks.stream()
            .anyMatch(m -> m.box().getMinX() <= column && column < m.box().getMaxX())) {
          columns++;
          seen +=
              IntStream.range((int) picture.getMinY(), (int) picture.getMaxY())
                      .anyMatch(y -> sight.shows(column, y, curve.colour()))
                  ? 1
                  : 0;
        }
      }
      assertTrue(columns >= 4 && seen >= 0.8 * columns, seen + " of " + columns + ": " + curve);
    }
  }

  @Test
  void aReportOnAScreen() throws IOException, InterruptedException {
    reportWithConfusion();
    look(SCREEN);
  }

  @Test
  void aReportOnATelephone() throws IOException, InterruptedException {
    reportWithConfusion();
    look(TELEPHONE);
  }

  @Test
  void oneEpochOnAScreen() throws IOException, InterruptedException {
    report(1);
    look(SCREEN);
  }

  @Test
  void oneEpochOnATelephone() throws IOException, InterruptedException {
    report(1);
    look(TELEPHONE);
  }
}
