package dev.cortado.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.explain.ConfusionExamples.Example;
import dev.cortado.explain.Importance;
import dev.cortado.model.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationPageTest {
  private static BufferedImage read(Raster raster) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(raster.png()));
  }

  private static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  @Test
  void heatIsRedAboveZeroAndBlueBelow() throws IOException {
    BufferedImage image =
        read(Raster.of(Shape.of(2, 3), new float[] {0, 2, -2, 1, -1, 0}, Raster.Colours.HEAT));
    assertEquals(3, image.getWidth());
    assertEquals(2, image.getHeight());
    assertEquals(0xFFFFFF, rgb(image, 0, 0));
    assertEquals(0xFF0000, rgb(image, 1, 0));
    assertEquals(0x0000FF, rgb(image, 2, 0));
    assertEquals(0xFF8080, rgb(image, 0, 1));
    assertEquals(0x8080FF, rgb(image, 1, 1));
  }

  @Test
  void channelsOfHeatAreAddedUp() throws IOException {
    float[] values = {1, 2, -3, -4, 1, 0};
    BufferedImage image = read(Raster.of(Shape.of(1, 2, 3), values, Raster.Colours.HEAT));
    assertEquals(0xFFFFFF, rgb(image, 0, 0));
    assertEquals(0x0000FF, rgb(image, 1, 0));
  }

  @Test
  void picturesAreGreyOrColoured() throws IOException {
    float[] grey = {-1, 3, 1, 1};
    BufferedImage image = read(Raster.of(Shape.of(2, 2, 1), grey, Raster.Colours.PICTURE));
    assertEquals(0x000000, rgb(image, 0, 0));
    assertEquals(0xFFFFFF, rgb(image, 1, 0));
    assertEquals(0x808080, rgb(image, 0, 1));
    float[] coloured = {255, 0, 0, 0, 255, 51};
    image = read(Raster.of(Shape.of(1, 2, 3), coloured, Raster.Colours.PICTURE));
    assertEquals(0xFF0000, rgb(image, 0, 0));
    assertEquals(0x00FF33, rgb(image, 1, 0));
  }

  @Test
  void equalNumbersAndVectorsAreShownToo() throws IOException {
    BufferedImage image = read(Raster.of(Shape.of(4), new float[4], Raster.Colours.PICTURE));
    assertEquals(4, image.getWidth());
    assertEquals(1, image.getHeight());
    assertEquals(0x000000, rgb(image, 2, 0));
    image = read(Raster.of(Shape.of(4), new float[4], Raster.Colours.HEAT));
    assertEquals(0xFFFFFF, rgb(image, 2, 0));
  }

  @Test
  void aPageHoldsItsParts(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("page.html");
    ExplanationPage.titled("Why <this>?")
        .saliency("Saliency", Shape.of(1, 2), new float[] {0, 1}, new float[] {0.5f, -0.25f})
        .importances(
            "Importance",
            List.of(
                new Importance("age", List.of(0.5, 0.3)),
                new Importance("height", List.of(0.2)),
                new Importance("noise", List.of(-0.1))))
        .confusions(
            "Mistakes",
            Shape.of(1, 2),
            new float[][] {{0, 0}, {1, 0}},
            List.of(new Example(1, 0, 1, 0.875f)),
            List.of("cat", "dog"))
        .write(file);
    String text = Files.readString(file);
    Markup page = Markup.parse(text.replace("<!DOCTYPE html>", ""));
    assertEquals("Why <this>?", page.all("h1", "").get(0).text());
    assertEquals(
        List.of("Saliency", "Importance", "Mistakes"),
        page.all("h2", "").stream().map(Markup::text).toList());
    assertEquals(
        List.of("sample", "from -0.25 to 0.5", "cat taken for dog, 88\u00a0%"),
        page.all("figcaption", "").stream().map(Markup::text).toList());
    assertEquals(
        List.of("width: 100%", "width: 50%", "width: 0%"),
        page.all("div", "bar").stream().map(bar -> bar.attribute("style")).toList());
    assertEquals("0.4 ± 0.1", page.all("td", "number").get(0).text());
    assertEquals(3, page.all("img", "").size());
    assertTrue(
        page.all("img", "").stream()
            .allMatch(image -> image.attribute("src").startsWith("data:image/png;base64,")));
  }
}
