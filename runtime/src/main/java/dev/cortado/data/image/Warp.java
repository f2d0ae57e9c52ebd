package dev.cortado.data.image;

/**
 * Moves pixels, by bilinear interpolation.
 *
 * @param height of pictures, in pixels
 * @param width of pictures, in pixels
 * @param channels how many values a pixel has
 * @param fill what lies outside
 * @param value of what lies outside with {@link FillMode#CONSTANT}
 */
record Warp(int height, int width, int channels, FillMode fill, float value) {
  /** A picture that was changed, in a fresh array. */
  float[] apply(float[] image, Affine affine) {
    float[] warped = new float[image.length];
    double middleX = (width - 1) / 2.0;
    double middleY = (height - 1) / 2.0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double fromX = x - middleX;
        double fromY = y - middleY;
        double sourceX = affine.a() * fromX + affine.b() * fromY + affine.e() + middleX;
        double sourceY = affine.c() * fromX + affine.d() * fromY + affine.f() + middleY;
        interpolate(image, sourceY, sourceX, warped, (y * width + x) * channels);
      }
    }
    return warped;
  }

  private void interpolate(float[] image, double y, double x, float[] into, int at) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    double down = y - top;
    double right = x - left;
    int topLeft = place(top, left);
    int topRight = place(top, left + 1);
    int bottomLeft = place(top + 1, left);
    int bottomRight = place(top + 1, left + 1);
    for (int c = 0; c < channels; c++) {
      double above = (1 - right) * pixel(image, topLeft, c) + right * pixel(image, topRight, c);
      double below =
          (1 - right) * pixel(image, bottomLeft, c) + right * pixel(image, bottomRight, c);
      into[at + c] = (float) ((1 - down) * above + down * below);
    }
  }

  /** Where the values of a pixel begin; -1 where there is none. */
  private int place(int y, int x) {
    int row = fill.index(y, height);
    int column = fill.index(x, width);
    return row < 0 || column < 0 ? -1 : (row * width + column) * channels;
  }

  private float pixel(float[] image, int place, int channel) {
    return place < 0 ? value : image[place + channel];
  }
}
