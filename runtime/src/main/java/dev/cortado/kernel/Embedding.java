package dev.cortado.kernel;

import java.util.Arrays;

/**
 * Rows of a matrix in the flat parameters of a network, by number, and the derivative. Generated
 * classes hold one as a constant for each such layer.
 */
public final class Embedding {
  private final int offset;
  private final int rows;
  private final int length;
  private final String layer;

  private Embedding(int offset, int rows, int length, String layer) {
    this.offset = offset;
    this.rows = rows;
    this.length = length;
    this.layer = layer;
  }

  /**
   * The rows of a matrix.
   *
   * @param offset where the matrix begins in the parameters
   * @param rows how many rows it has
   * @param length how long a row is
   * @param layer the layer's name, for messages
   */
  public static Embedding of(int offset, int rows, int length, String layer) {
    return new Embedding(offset, rows, length, layer);
  }

  /**
   * The rows that a batch names.
   *
   * @param parameters the flat parameters. Not modified.
   * @param tokens numbers of rows, for each sample. Not modified.
   * @param to receives a row for each token, for each sample. Overwritten.
   * @throws IllegalArgumentException where a token is no whole number from 0 to below the number of
   *     rows
   */
  public void forward(float[] parameters, float[][] tokens, float[][] to, int samples) {
    for (int s = 0; s < samples; s++) {
      forward(parameters, tokens[s], to[s], s);
    }
  }

  /** The rows that one sample names. */
  public void forward(float[] parameters, float[] tokens, float[] to) {
    forward(parameters, tokens, to, 0);
  }

  private void forward(float[] parameters, float[] tokens, float[] to, int sample) {
    for (int t = 0; t < tokens.length; t++) {
      int row = (int) tokens[t];
      // NaN becomes 0, which it is not equal to
      if (row != tokens[t] || row < 0 || row >= rows) {
        throw new IllegalArgumentException(
            "layer '%s' takes tokens, whole numbers from 0 to %d, but sample %d of the batch has %s at position %d; check the vocabulary, or raise inputDim"
                .formatted(layer, rows - 1, sample, tokens[t], t));
      }
      System.arraycopy(parameters, offset + row * length, to, t * length, length);
    }
  }

  /**
   * The gradient of the matrix: for each row the sum of the gradients of where it went, in the
   * order of the samples and positions.
   *
   * @param tokens numbers of rows, for each sample. Not modified.
   * @param toGradient the gradient of what {@link #forward} wrote. Not modified.
   * @param gradient receives it where the parameters hold the matrix. Overwritten there.
   */
  public void gradient(float[][] tokens, float[][] toGradient, int samples, float[] gradient) {
    // Penalties and accumulation may have written to any row since the last step
    Arrays.fill(gradient, offset, offset + rows * length, 0f);
    if (samples == 0) {
      return;
    }
    RowKernels kernels = Kernels.set().rows(RowUse.SUMS, (long) samples * toGradient[0].length);
    for (int s = 0; s < samples; s++) {
      float[] row = tokens[s];
      for (int t = 0; t < row.length; t++) {
        int token = (int) row[t];
        kernels.add(toGradient[s], t * length, gradient, offset + token * length, length);
      }
    }
  }
}
