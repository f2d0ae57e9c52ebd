package dev.cortado.benchmarks.network;

/** Weights in the orders that other libraries want. */
public final class Layouts {
  private static final int GATES = 4;

  private Layouts() {}

  /** Columns become rows. */
  public static float[] transposed(float[] matrix, int rows, int columns) {
    float[] result = new float[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        result[c * rows + r] = matrix[r * columns + c];
      }
    }
    return result;
  }

  /** A kernel of a convolution in the order filters, channels, rows, columns. */
  public static float[] filtersFirst(float[] kernel, ConvolutionLayer layer, Extent input) {
    int places = layer.kernelSize() * layer.kernelSize();
    int channels = input.last();
    int filters = layer.filters();
    float[] result = new float[kernel.length];
    for (int p = 0; p < places; p++) {
      for (int c = 0; c < channels; c++) {
        for (int f = 0; f < filters; f++) {
          result[(f * channels + c) * places + p] = kernel[(p * channels + c) * filters + f];
        }
      }
    }
    return result;
  }

  /**
   * A dense kernel that takes a picture flattened with its channels first.
   *
   * @param kernel one that takes it with its channels last
   * @param picture height, width and channels
   */
  public static float[] afterChannelsFirst(float[] kernel, Extent picture) {
    int channels = picture.last();
    int places = picture.size() / channels;
    int units = kernel.length / picture.size();
    float[] result = new float[kernel.length];
    for (int p = 0; p < places; p++) {
      for (int c = 0; c < channels; c++) {
        System.arraycopy(
            kernel, (p * channels + c) * units, result, (c * places + p) * units, units);
      }
    }
    return result;
  }

  /**
   * A matrix or a bias of an LSTM with its four blocks of columns in another order.
   *
   * @param order which of ours (input gate, forget gate, candidate, output gate) comes first, and
   *     so on
   */
  public static float[] gates(float[] matrix, int units, int... order) {
    int columns = GATES * units;
    float[] result = new float[matrix.length];
    for (int row = 0; row < matrix.length; row += columns) {
      for (int g = 0; g < GATES; g++) {
        System.arraycopy(matrix, row + order[g] * units, result, row + g * units, units);
      }
    }
    return result;
  }
}
