package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * Sums of products of two grids along an axis of each, and their derivatives, for one sample. A
 * grid's axes before its axis are seen as one, and so are those after it: {@code to[i, j, k, l] =
 * Σ_a x[i, a, j] · y[k, a, l]}. Sums add their terms in ascending order with fma.
 */
public final class Dot {
  private final int size;
  private final int outerX;
  private final int innerX;
  private final int outerY;
  private final int innerY;

  private Dot(int size, int outerX, int innerX, int outerY, int innerY) {
    this.size = size;
    this.outerX = outerX;
    this.innerX = innerX;
    this.outerY = outerY;
    this.innerY = innerY;
  }

  /**
   * The products of grids of the given sizes.
   *
   * @param size the size of both axes
   * @param outerX how many elements the axes before that of the first grid have
   * @param innerX how many elements the axes after it have
   * @param outerY as {@code outerX}, of the second grid
   * @param innerY as {@code innerX}, of the second grid
   */
  public static Dot of(int size, int outerX, int innerX, int outerY, int innerY) {
    return new Dot(size, outerX, innerX, outerY, innerY);
  }

  /**
   * The sums of products.
   *
   * @param x the first grid. Not modified.
   * @param y the second grid. Not modified.
   * @param to receives the sums. Overwritten.
   */
  public void forward(float[] x, float[] y, float[] to) {
    Arrays.fill(to, 0, outerX * innerX * outerY * innerY, 0);
    for (int ij = 0; ij < outerX * innerX; ij++) {
      for (int k = 0; k < outerY; k++) {
        int row = (ij * outerY + k) * innerY;
        for (int a = 0; a < size; a++) {
          addRow(x[x(ij, a)], y, (k * size + a) * innerY, to, row);
        }
      }
    }
  }

  /**
   * The gradient of the first grid: {@code x[i, a, j] = Σ_kl gradient[i, j, k, l] · y[k, a, l]}.
   *
   * @param gradient the gradient of the sums. Not modified.
   * @param y the second grid. Not modified.
   * @param to receives the gradient. Overwritten.
   */
  public void firstGradient(float[] gradient, float[] y, float[] to) {
    for (int ij = 0; ij < outerX * innerX; ij++) {
      for (int a = 0; a < size; a++) {
        float sum = 0;
        for (int k = 0; k < outerY; k++) {
          int row = (ij * outerY + k) * innerY;
          int other = (k * size + a) * innerY;
          for (int l = 0; l < innerY; l++) {
            sum = fma(gradient[row + l], y[other + l], sum);
          }
        }
        to[x(ij, a)] = sum;
      }
    }
  }

  /**
   * The gradient of the second grid: {@code y[k, a, l] = Σ_ij gradient[i, j, k, l] · x[i, a, j]}.
   *
   * @param gradient the gradient of the sums. Not modified.
   * @param x the first grid. Not modified.
   * @param to receives the gradient. Overwritten.
   */
  public void secondGradient(float[] gradient, float[] x, float[] to) {
    Arrays.fill(to, 0, outerY * size * innerY, 0);
    for (int ij = 0; ij < outerX * innerX; ij++) {
      for (int k = 0; k < outerY; k++) {
        int row = (ij * outerY + k) * innerY;
        for (int a = 0; a < size; a++) {
          addRow(x[x(ij, a)], gradient, row, to, (k * size + a) * innerY);
        }
      }
    }
  }

  /** Where an element of the first grid lies, by its place among the other axes. */
  private int x(int ij, int a) {
    return (ij / innerX * size + a) * innerX + ij % innerX;
  }

  private void addRow(float factor, float[] from, int fromStart, float[] to, int toStart) {
    for (int l = 0; l < innerY; l++) {
      to[toStart + l] = fma(factor, from[fromStart + l], to[toStart + l]);
    }
  }
}
