package dev.cortado.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Writes pictures. */
final class PictureFiles {
  private PictureFiles() {}

  /** The value of a channel in a row and a column, from 0 to the greatest. */
  @FunctionalInterface
  interface Value {
    int at(int row, int column, int channel);
  }

  /** A picture of one of the types of {@link BufferedImage}, whose values are set as they are. */
  static BufferedImage image(int type, int height, int width, Value value) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < image.getRaster().getNumBands(); c++) {
          image.getRaster().setSample(x, y, c, value.at(y, x, c));
        }
      }
    }
    return image;
  }

  /** A file of it. */
  static byte[] file(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no " + format);
    }
    return out.toByteArray();
  }
}
