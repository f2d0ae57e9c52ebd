package dev.cortado.data.image;

/** Changes of the values of pixels. */
final class Recolouring {
  private Recolouring() {}

  /**
   * {@code (x - mean) factor + mean} with the mean of each channel, cut to the range from 0 to 1.
   *
   * @param image its values. Modified.
   */
  static void contrast(float[] image, int channels, double factor) {
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      for (int i = c; i < image.length; i += channels) {
        sum += image[i];
      }
      int pixels = image.length / channels;
      double mean = sum / pixels;
      for (int i = c; i < image.length; i += channels) {
        image[i] = cut((image[i] - mean) * factor + mean);
      }
    }
  }

  /**
   * {@code x + delta}, cut to the range from 0 to 1.
   *
   * @param image its values. Modified.
   */
  static void brightness(float[] image, double delta) {
    for (int i = 0; i < image.length; i++) {
      image[i] = cut(image[i] + delta);
    }
  }

  private static float cut(double value) {
    return (float) Math.max(0, Math.min(value, 1));
  }
}
