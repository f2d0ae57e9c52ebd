package dev.cortado.data.image;

/** A picture whose pixels are asked for one by one. */
interface Pixels {
  /** How many rows there are. */
  int height();

  /** How many pixels a row has. */
  int width();

  /**
   * The pixel of a row and a column.
   *
   * @param rgb receives red, green and blue, each from 0 to 1. Modified.
   */
  void read(int row, int column, float[] rgb);
}
