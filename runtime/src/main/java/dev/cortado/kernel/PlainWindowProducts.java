package dev.cortado.kernel;

import static java.lang.Math.fma;

/** One sum after another. HotSpot makes no vector instructions of it. */
final class PlainWindowProducts implements WindowProducts {
  @Override
  public boolean isFast() {
    return false;
  }

  @Override
  public boolean takes(Product product) {
    return true;
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
    for (int s = first; s < last; s++) {
      for (int p = 0; p < places.positions(); p++) {
        for (int o = 0; o < product.outer(); o++) {
          y[s][at + p * stride + o] =
              sum(product, matrix, places, x[s], channel + places.start(p), o);
        }
      }
    }
  }

  private static float sum(
      Product product, float[] matrix, Places places, float[] x, int from, int o) {
    float sum = product.start() < 0 ? 0 : matrix[product.start() + o];
    int w = product.offset() + o * product.outerStride();
    for (int i = 0; i < product.inner(); i++, w += product.innerStride()) {
      sum = fma(x[from + places.place(i)], matrix[w], sum);
    }
    return sum;
  }
}
