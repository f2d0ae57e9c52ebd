package dev.cortado.report;

import dev.cortado.explain.ConfusionExamples.Example;
import dev.cortado.explain.Importance;
import dev.cortado.model.Layer;
import dev.cortado.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What {@code dev.cortado.explain} finds as a page of HTML, which is one file that needs nothing
 * else: pictures with heat maps, bars of importances, the maps of a layer, and samples that are
 * confused. Parts appear in the order in which they are added.
 *
 * <p>Pictures have the shape {@code (height, width)} or {@code (height, width, channels)}; other
 * shapes are shown as one row. In heat maps red is above 0, blue below, and channels are added up.
 */
public final class ExplanationPage {
  private final String title;
  private final Element main;

  private ExplanationPage(String title) {
    this.title = title;
    main = Element.of("main", Element.of("header", Element.of("h1", title)));
  }

  /** An empty page. */
  public static ExplanationPage titled(String title) {
    return new ExplanationPage(title);
  }

  /**
   * Adds a sample beside a map of the saliency or of the attributions of its values.
   *
   * @param shape the shape of both, for example that of the input layer
   */
  public ExplanationPage saliency(
      String heading, Shape shape, float[] sample, float[] attributions) {
    return section(
        heading,
        figure(Raster.of(shape, sample, Raster.Colours.PICTURE), "sample"),
        figure(
            Raster.of(shape, attributions, Raster.Colours.HEAT),
            "from %s to %s".formatted(least(attributions), greatest(attributions))));
  }

  /** Adds a bar for each feature, as long as its mean drop, with its standard deviation. */
  public ExplanationPage importances(String heading, List<Importance> importances) {
    double most = importances.stream().mapToDouble(Importance::mean).max().orElse(0);
    Element table = Element.of("table").styled("bars");
    for (Importance importance : importances) {
      double part = most > 0 ? Math.max(0, importance.mean()) / most : 0;
      String width = "width: %s%%".formatted(Element.number(100 * part));
      table.add(
          Element.of(
              "tr",
              Element.of("th", importance.feature()).with("scope", "row"),
              Element.of("td", Element.of("div", "").styled("bar").with("style", width)),
              Element.of(
                      "td",
                      "%s ± %s"
                          .formatted(
                              Texts.figure(importance.mean()),
                              Texts.figure(importance.deviation())))
                  .styled("number")));
    }
    return section(heading, table);
  }

  /**
   * Adds what a layer computes for a sample: a map for each channel of a picture, else one map.
   *
   * @param sample for each input of the network, its values
   */
  public ExplanationPage activations(Layer layer, float[]... sample) {
    float[] values = layer.activations(sample);
    List<Integer> sizes = layer.shape().sizes();
    int channels = sizes.size() == 3 ? layer.shape().last() : 1;
    Shape map = sizes.size() == 3 ? Shape.of(sizes.get(0), sizes.get(1)) : layer.shape();
    Element[] maps = new Element[channels];
    for (int c = 0; c < channels; c++) {
      float[] channel = new float[values.length / channels];
      for (int i = 0; i < channel.length; i++) {
        channel[i] = values[i * channels + c];
      }
      maps[c] =
          figure(
              Raster.of(map, channel, Raster.Colours.HEAT),
              channels == 1 ? layer.shape().toString() : String.valueOf(c));
    }
    return section("Layer " + layer.name(), maps);
  }

  /**
   * Adds samples that are predicted wrongly.
   *
   * @param shape the shape of a sample
   * @param samples all samples, of which the examples have the indices
   * @param classes the classes' names
   */
  public ExplanationPage confusions(
      String heading,
      Shape shape,
      float[][] samples,
      List<Example> examples,
      List<String> classes) {
    return section(
        heading,
        examples.stream()
            .map(
                example ->
                    figure(
                        Raster.of(shape, samples[example.sample()], Raster.Colours.PICTURE),
                        "%s taken for %s, %s"
                            .formatted(
                                classes.get(example.actual()),
                                classes.get(example.predicted()),
                                String.format(
                                    Locale.ROOT, "%.0f\u00a0%%", 100 * example.confidence()))))
            .toArray(Element[]::new));
  }

  /** Writes the page, in place of a file that is there. */
  public void write(Path file) throws IOException {
    Files.writeString(file, text());
  }

  String text() {
    return ReportPage.of(title, main);
  }

  private ExplanationPage section(String heading, Element... parts) {
    main.add(
        Element.of(
            "section", Element.of("h2", heading), Element.of("div", parts).styled("card gallery")));
    return this;
  }

  private static Element figure(Raster picture, String caption) {
    return Element.of("figure", picture.image(caption), Element.of("figcaption", caption));
  }

  private static String least(float[] values) {
    float least = values[0];
    for (float value : values) {
      least = Math.min(least, value);
    }
    return Texts.figure(least);
  }

  private static String greatest(float[] values) {
    float greatest = values[0];
    for (float value : values) {
      greatest = Math.max(greatest, value);
    }
    return Texts.figure(greatest);
  }
}
