package dev.cortado.data.image;

/**
 * From a place in a changed picture to that in the picture before, {@code x' = a x + b y + e} and
 * {@code y' = c x + d y + f}, with places counted in pixels from the middle.
 */
record Affine(double a, double b, double c, double d, double e, double f) {
  static final Affine IDENTITY = new Affine(1, 0, 0, 1, 0, 0);

  /** Of a picture that was mirrored left to right, upside down, or both. */
  static Affine flip(boolean horizontal, boolean vertical) {
    return new Affine(horizontal ? -1 : 1, 0, 0, vertical ? -1 : 1, 0, 0);
  }

  /** Of a picture that was moved down and to the right by so many pixels. */
  static Affine translation(double down, double right) {
    return new Affine(1, 0, 0, 1, -right, -down);
  }

  /** Of a picture that was turned counter-clockwise by an angle in radians. */
  static Affine rotation(double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new Affine(cos, -sin, sin, cos, 0, 0);
  }

  /** Of a picture that shows so many times as much of height and width. */
  static Affine zoom(double height, double width) {
    return new Affine(width, 0, 0, height, 0, 0);
  }

  /** Of a picture that was changed by this, and then by another. */
  Affine then(Affine o) {
    return new Affine(
        a * o.a + b * o.c,
        a * o.b + b * o.d,
        c * o.a + d * o.c,
        c * o.b + d * o.d,
        a * o.e + b * o.f + e,
        c * o.e + d * o.f + f);
  }
}
