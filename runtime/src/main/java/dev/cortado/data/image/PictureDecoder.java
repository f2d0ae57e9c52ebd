package dev.cortado.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads PNG and JPEG with ImageIO: the only class that needs the module {@code java.desktop}. */
final class PictureDecoder {
  private static final long FREE_PIXELS = 1 << 24;
  private static final long MOST_PIXELS_A_BYTE = 100;

  private PictureDecoder() {}

  /**
   * The pixels of a file.
   *
   * @throws IOException where it is damaged, or would take more than 16 Mi pixels and 100 for each
   *     byte of the file; the message does not name it
   */
  static Pixels decode(byte[] file) throws IOException {
    ImageReader reader = reader(format(file));
    AtomicReference<String> cut = new AtomicReference<>();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          // What is missing of a JPEG is filled up; other warnings are of pictures that are whole
          if (warning.startsWith("Truncated") || warning.contains("premature end")) {
            cut.set(warning);
          }
        });
    BufferedImage image;
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      requireSize((long) reader.getWidth(0) * reader.getHeight(0), file.length);
      image = reader.read(0);
    } catch (IOException | RuntimeException failure) {
      throw new IOException("it cannot be decoded: " + failure.getMessage(), failure);
    } finally {
      reader.dispose();
    }
    if (cut.get() != null) {
      throw new IOException("it is cut off: " + cut.get());
    }
    return pixels(image.getRaster(), image.getColorModel());
  }

  private static String format(byte[] file) throws IOException {
    if (begins(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      PngChunks.check(file);
      return "png";
    }
    if (begins(file, 0xff, 0xd8, 0xff)) {
      return "jpeg";
    }
    throw new IOException("it is neither PNG nor JPEG; convert it");
  }

  private static boolean begins(byte[] file, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= file.length || file[i] != (byte) bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static ImageReader reader(String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new IOException("this Java has no reader of %s; use another".formatted(format));
    }
    return readers.next();
  }

  private static void requireSize(long pixels, int bytes) throws IOException {
    if (pixels > FREE_PIXELS && pixels > MOST_PIXELS_A_BYTE * bytes) {
      throw new IOException(
          "it has %d pixels in %d bytes; more than %d are read at %d a byte at most"
              .formatted(pixels, bytes, FREE_PIXELS, MOST_PIXELS_A_BYTE));
    }
  }

  /** The samples themselves: BufferedImage.getRGB would change the brightness of grey ones. */
  private static Pixels pixels(Raster raster, ColorModel colors) throws IOException {
    if (colors instanceof IndexColorModel palette) {
      return new OfRaster(raster) {
        @Override
        public void read(int row, int column, float[] rgb) {
          int index = raster.getSample(column, row, 0);
          rgb[0] = palette.getRed(index) / 255f;
          rgb[1] = palette.getGreen(index) / 255f;
          rgb[2] = palette.getBlue(index) / 255f;
        }
      };
    }
    int bands = raster.getNumBands();
    if (bands > 4) {
      throw new IOException(
          "it has %d values a pixel, but a picture has from 1 to 4; convert it".formatted(bands));
    }
    // One or two bands are grey, with an opacity; so are three or four red, green and blue
    int step = bands < 3 ? 0 : 1;
    float greatest = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    return new OfRaster(raster) {
      @Override
      public void read(int row, int column, float[] rgb) {
        for (int c = 0; c < rgb.length; c++) {
          rgb[c] = raster.getSample(column, row, c * step) / greatest;
        }
      }
    };
  }

  private abstract static class OfRaster implements Pixels {
    private final Raster raster;

    OfRaster(Raster raster) {
      this.raster = raster;
    }

    @Override
    public int height() {
      return raster.getHeight();
    }

    @Override
    public int width() {
      return raster.getWidth();
    }
  }
}
