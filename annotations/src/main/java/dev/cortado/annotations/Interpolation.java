package dev.cortado.annotations;

/** How a picture is made larger. */
public enum Interpolation {
  /** Each place is repeated. */
  NEAREST,
  /**
   * Places lie apart, with their centres where those of the repeated ones would be; in between are
   * means of the nearest two along both axes, weighted by how near they are, and beyond the
   * outermost centres their values.
   */
  BILINEAR
}
