package dev.cortado.report;

import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as one page of HTML that needs no other file and no network. */
final class ReportPage {
  /** How often a browser looks for more while training goes on. */
  private static final int REFRESH_SECONDS = 5;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private final TrainingRecord run;

  ReportPage(TrainingRecord run) {
    this.run = run;
  }

  /** The page's text, which is XML too. */
  String text() {
    Element head = head(run.model().name() + ": training report");
    if (run.status().running()) {
      head.add(
          Element.of("meta")
              .with("http-equiv", "refresh")
              .with("content", String.valueOf(REFRESH_SECONDS)));
    }
    return text(head, body());
  }

  /** The text of another page in the same style. */
  static String of(String title, Element main) {
    return text(head(title), Element.of("body", main));
  }

  private static String text(Element head, Element body) {
    Element html =
        Element.of("html", head, body)
            .with("xmlns", "http://www.w3.org/1999/xhtml")
            .with("lang", "en");
    return "<!DOCTYPE html>\n" + html + "\n";
  }

  private static Element head(String title) {
    return Element.of(
        "head",
        Element.of("meta").with("charset", "utf-8"),
        Element.of("meta")
            .with("name", "viewport")
            .with("content", "width=device-width, initial-scale=1"),
        Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
        Element.of("title", title),
        Element.of("style", styleSheet()));
  }

  private Element body() {
    Element main =
        Element.of(
            "main",
            Element.of(
                "header",
                Element.of("p", "Training report").styled("quiet"),
                Element.of("h1", run.model().name()),
                Element.of("p", run.status().text(run.epochs().size(), run.plannedEpochs()))
                    .styled(run.status().style())));
    if (!run.epochs().isEmpty()) {
      main.add(tiles(), charts());
    }
    main.add(network());
    run.confusion()
        .ifPresent(
            matrix ->
                main.add(
                    Element.of(
                        "section",
                        Element.of("h2", "Confusion of classes"),
                        Element.of(
                                "div",
                                Element.of("div", matrix.table()).styled("wide"),
                                matrix.summary())
                            .styled("card confusions"))));
    main.add(
        Element.of("section", facts("Settings", settings()), facts("Environment", environment()))
            .styled("pair"));
    return Element.of("body", main);
  }

  private Element tiles() {
    Element tiles = Element.of("section").styled("tiles");
    for (String figure : run.figures()) {
      List<Series> curves = run.curves(figure);
      if (!curves.isEmpty()) {
        tiles.add(tile(figure, curves));
      }
    }
    int epochs = run.epochs().size();
    return tiles.add(
        tile(
            "Time",
            Texts.duration(run.seconds()),
            Texts.duration(run.seconds() / epochs) + " an epoch"),
        tile("Parameters", Texts.count(run.model().parameterCount()), frozen()));
  }

  /** The last value of the curve that counts most, which is that of the validation. */
  private static Element tile(String figure, List<Series> curves) {
    Series shown = curves.get(curves.size() - 1);
    String note =
        curves.size() == 1
            ? "in " + shown.label()
            : "in %s; %s in %s"
                .formatted(
                    shown.label(), Texts.figure(curves.get(0).last()), curves.get(0).label());
    Element tile = tile(Texts.heading(figure), Texts.figure(shown.last()), note);
    return figure.endsWith("loss")
        ? tile.add(Element.of("p", lowest(shown)).styled("quiet"))
        : tile;
  }

  private static String lowest(Series curve) {
    int lowest = curve.lowest();
    return "lowest %s, in epoch %d".formatted(Texts.figure(curve.values().get(lowest)), lowest + 1);
  }

  private String frozen() {
    int frozen = run.model().parameterCount() - run.model().trainableCount();
    return frozen == 0 ? "all trainable" : Texts.count(frozen) + " of them non-trainable";
  }

  private static Element tile(String label, String value, String note) {
    return Element.of(
            "div",
            Element.of("p", label).styled("label"),
            Element.of("p", value).styled("value"),
            Element.of("p", note).styled("quiet"))
        .styled("card tile");
  }

  private Element charts() {
    Element charts = Element.of("section").styled("charts");
    for (String figure : run.figures()) {
      LineChart.Scale scale =
          figure.endsWith("loss") ? LineChart.Scale.RATIOS : LineChart.Scale.FITTED;
      charts.add(new LineChart(Texts.heading(figure), scale, run.curves(figure)).figure());
    }
    List<Double> rates = run.epochs().stream().map(EpochRecord::learningRate).toList();
    List<Double> seconds = run.epochs().stream().map(EpochRecord::seconds).toList();
    return charts.add(
        new LineChart(
                "Learning rate", LineChart.Scale.RATIOS, List.of(new Series("rate", "rate", rates)))
            .figure(),
        new LineChart(
                "Time per epoch",
                LineChart.Scale.FROM_ZERO,
                List.of(new Series("seconds", "time", seconds)))
            .figure());
  }

  private Element network() {
    Model model = run.model();
    return Element.of(
        "section",
        Element.of("h2", "Network"),
        Element.of(
                "div",
                Element.of("div", new NetworkDiagram(model.layers()).svg())
                    .styled("card wide diagram"),
                Element.of("div", layers(model)).styled("card wide"))
            .styled("network"));
  }

  private static Element layers(Model model) {
    Element body = Element.of("tbody");
    for (Layer layer : model.layers()) {
      body.add(
          Element.of(
              "tr",
              Element.of("th", layer.name()).with("scope", "row"),
              Element.of("td", layer.type()),
              Element.of("td", layer.shape().toString()).styled("code"),
              Element.of("td", Texts.count(layer.parameterCount())).styled("number")));
    }
    Element foot =
        Element.of(
            "tfoot",
            total("All parameters", model.parameterCount()),
            total("Trainable", model.trainableCount()),
            total("Non-trainable", model.parameterCount() - model.trainableCount()));
    Element head =
        Element.of(
            "thead",
            Element.of(
                "tr",
                Element.of("th", "Layer").with("scope", "col"),
                Element.of("th", "Type").with("scope", "col"),
                Element.of("th", "Shape").with("scope", "col"),
                Element.of("th", "Parameters").with("scope", "col").styled("number")));
    return Element.of("table", head, body, foot).styled("layers");
  }

  private static Element total(String label, int count) {
    return Element.of(
        "tr",
        Element.of("th", label).with("scope", "row").with("colspan", "3"),
        Element.of("td", Texts.count(count)).styled("number"));
  }

  private Map<String, String> settings() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Epochs planned", Texts.count(run.plannedEpochs()));
    run.stepsPerEpoch().ifPresent(steps -> facts.put("Steps an epoch", Texts.count(steps)));
    facts.putAll(run.settings());
    return facts;
  }

  private Map<String, String> environment() {
    Runtime machine = Runtime.getRuntime();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Begun", DATE.format(run.begun()));
    facts.put("Java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
    facts.put("Processors", String.valueOf(machine.availableProcessors()));
    facts.put("Memory at most", Texts.count(machine.maxMemory() >> 20) + " MB");
    facts.put(
        "System",
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    return facts;
  }

  private static Element facts(String heading, Map<String, String> facts) {
    Element list = Element.of("dl");
    facts.forEach((name, value) -> list.add(Element.of("dt", name), Element.of("dd", value)));
    return Element.of("div", Element.of("h2", heading), Element.of("div", list).styled("card"));
  }

  private static String styleSheet() {
    try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
