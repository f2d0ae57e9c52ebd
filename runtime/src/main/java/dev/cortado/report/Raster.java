package dev.cortado.report;

import dev.cortado.model.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A picture in a page, as a PNG (W3C, "Portable Network Graphics", second edition) of 8-bit colours
 * in a data URI.
 *
 * @param width how many pixels a row has
 * @param height how many rows
 * @param colours three bytes a pixel
 */
@SuppressWarnings("ArrayRecordComponent") // made here, and nobody changes it
record Raster(int width, int height, byte[] colours) {
  private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};

  /** Which colours numbers have. */
  enum Colours {
    /**
     * From black, the least number, to white, the greatest. Three channels are red, green, blue.
     */
    PICTURE,
    /** From blue through white, which is 0, to red; by the greatest magnitude. */
    HEAT
  }

  /**
   * Numbers as a picture: {@code (height, width)} or {@code (height, width, channels)}, else one
   * row. Channels are added up, unless they are colours.
   */
  static Raster of(Shape shape, float[] values, Colours colours) {
    List<Integer> sizes = shape.sizes();
    int rank = sizes.size();
    int height = rank == 1 ? 1 : sizes.get(0);
    int width = rank == 1 ? sizes.get(0) : sizes.get(1);
    int channels = values.length / (height * width);
    boolean coloured = colours == Colours.PICTURE && channels == 3;
    float[] shown = coloured ? values : sums(values, channels);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : shown) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    float most = Math.max(Math.abs(low), Math.abs(high));
    byte[] bytes = new byte[3 * height * width];
    for (int i = 0; i < bytes.length; i++) {
      float value = shown[coloured ? i : i / 3];
      float part =
          colours == Colours.PICTURE
              ? part(value - low, high - low)
              : heat(part(value, most), i % 3);
      bytes[i] = (byte) Math.round(255 * part);
    }
    return new Raster(width, height, bytes);
  }

  private static float[] sums(float[] values, int channels) {
    float[] sums = new float[values.length / channels];
    for (int i = 0; i < values.length; i++) {
      sums[i / channels] += values[i];
    }
    return sums;
  }

  private static float part(float value, float whole) {
    return whole > 0 ? value / whole : 0;
  }

  /** The red, green or blue of a number from -1 to 1. */
  private static float heat(float part, int channel) {
    return switch (channel) {
      case 0 -> 1 + Math.min(part, 0);
      case 1 -> 1 - Math.abs(part);
      default -> 1 - Math.max(part, 0);
    };
  }

  /** The picture as an element, with a text for those who do not see it. */
  Element image(String alternative) {
    return Element.of("img")
        .with("src", "data:image/png;base64," + Base64.getEncoder().encodeToString(png()))
        .with("width", String.valueOf(width))
        .with("height", String.valueOf(height))
        .with("alt", alternative);
  }

  /** The bytes of the file. */
  byte[] png() {
    try {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(SIGNATURE);
      // 8 bits a sample, red, green and blue; the usual compression and filters, not interlaced
      byte[] kind = {8, 2, 0, 0, 0};
      chunk(file, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put(kind).array());
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream pixels = new DeflaterOutputStream(packed)) {
        for (int row = 0; row < height; row++) {
          pixels.write(0);
          pixels.write(colours, 3 * width * row, 3 * width);
        }
      }
      chunk(file, "IDAT", packed.toByteArray());
      chunk(file, "IEND", new byte[0]);
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data)
      throws IOException {
    byte[] body =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 sum = new CRC32();
    sum.update(body);
    file.write(ByteBuffer.allocate(4).putInt(data.length).array());
    file.write(body);
    file.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
