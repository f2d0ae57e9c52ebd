package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvolutionTest {
  /** All eight epochs take nearly a minute, and give 90 %. */
  @Test
  void learnsMuchInOneEpoch(@TempDir Path out) throws IOException {
    Printed printed = Printed.by(new Convolution(), "--epochs", "1", "--out", out.toString());
    assertTrue(printed.number("Test accuracy: ") >= 0.8, printed.toString());
    for (String picture : new String[] {"curves.png", "confusion.png"}) {
      assertTrue(ImageIO.read(out.resolve(picture).toFile()).getWidth() > 100, picture);
    }
    Convolution.Garments network = GarmentsNetwork.load(out.resolve("garments.safetensors"));
    assertEquals(10, network.predict(new float[784]).length);
  }
}
