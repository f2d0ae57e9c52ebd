package dev.cortado.kernel;

import static dev.cortado.kernel.VectorTiles.LANES;
import static dev.cortado.kernel.VectorTiles.PANEL;

/** Products of windows with the Vector API, for results that fill vectors. */
final class VectorWindowProducts implements WindowProducts {
  /** How many terms a panel holds, at most: it fits the nearest cache. */
  private static final int DEPTH = 192;

  /** The numbers of the arrays that hold the panel, and what sums start from. */
  private static final int PANEL_ARRAY = 0;

  private static final int START_ARRAY = 1;

  VectorWindowProducts() {}

  @Override
  public boolean isFast() {
    return true;
  }

  @Override
  public boolean takes(Product product) {
    return product.outer() % LANES == 0;
  }

  @Override
  public void multiply(
      Product product,
      float[] matrix,
      Places places,
      int channel,
      float[][] x,
      float[][] y,
      int at,
      int stride,
      int first,
      int last,
      Scratch scratch) {
    int inner = product.inner();
    int outer = product.outer();
    int most = (inner - 1) / ((inner + DEPTH - 1) / DEPTH) + 1;
    float[] panel = scratch.array(PANEL_ARRAY, most * PANEL);
    float[] start = scratch.array(START_ARRAY, outer);
    VectorProducts.begin(product, matrix, 0, outer, start, 0);
    for (int i = 0; i < inner; i += most) {
      int depth = Math.min(most, inner - i);
      for (int o = 0; o < outer; o += PANEL) {
        int width = Math.min(PANEL, outer - o);
        VectorProducts.pack(product, matrix, i, depth, o, width, panel, width);
        for (int s = first; s < last; s++) {
          float[] from = i == 0 ? start : y[s];
          int fromAt = i == 0 ? o : at + o;
          VectorWindowTiles.add(
              x[s],
              places.starts(),
              channel,
              places.places(),
              i,
              depth,
              panel,
              width,
              from,
              fromAt,
              i == 0 ? 0 : stride,
              y[s],
              at + o,
              stride);
        }
      }
    }
  }
}
