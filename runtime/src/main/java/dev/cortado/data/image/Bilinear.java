package dev.cortado.data.image;

/**
 * Scales pictures by bilinear interpolation between the centres of pixels, as {@code
 * tf.image.resize} does without antialiasing and so Keras's {@code image_dataset_from_directory}.
 */
final class Bilinear {
  private Bilinear() {}

  /**
   * A picture in another size, row by row and with the channels of a pixel side by side.
   *
   * @param channels 3 for red, green and blue, 1 for grey: {@code 0.299 R + 0.587 G + 0.114 B}
   */
  static float[] scaled(Pixels from, int height, int width, int channels) {
    float[] image = new float[height * width * channels];
    float[][] corners = new float[4][3];
    for (int y = 0; y < height; y++) {
      double row = place(y, height, from.height());
      int top = (int) row;
      int bottom = Math.min(top + 1, from.height() - 1);
      for (int x = 0; x < width; x++) {
        double column = place(x, width, from.width());
        int left = (int) column;
        int right = Math.min(left + 1, from.width() - 1);
        from.read(top, left, corners[0]);
        from.read(top, right, corners[1]);
        from.read(bottom, left, corners[2]);
        from.read(bottom, right, corners[3]);
        for (int c = 0; c < channels; c++) {
          image[(y * width + x) * channels + c] =
              (float)
                  between(
                      between(
                          value(corners[0], c, channels),
                          value(corners[1], c, channels),
                          column - left),
                      between(
                          value(corners[2], c, channels),
                          value(corners[3], c, channels),
                          column - left),
                      row - top);
        }
      }
    }
    return image;
  }

  /** Where the centre of a pixel lies in the picture of the other size, within its centres. */
  private static double place(int at, int size, int fromSize) {
    double place = (at + 0.5) * fromSize / size - 0.5;
    return Math.max(0, Math.min(place, fromSize - 1));
  }

  private static double value(float[] rgb, int channel, int channels) {
    return channels == 3
        ? rgb[channel]
        : rgb[0] == rgb[1] && rgb[1] == rgb[2]
            ? rgb[0]
            : 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
  }

  private static double between(double low, double high, double part) {
    return low + (high - low) * part;
  }
}
