package dev.cortado.kernel;

import java.util.Arrays;

/** Kernels that go together. */
record KernelSet(ProductKernels products, RowKernels rows) {
  private static final int LENGTH = 136;

  /** The length of a matrix that does not stay in the caches. */
  private static final int FAR = 1 << 18;

  private static final int SAMPLES = 13;
  private static final int CALLS = 50;

  /** Some calls over all kinds of tiles and functions. */
  void exercise() {
    Scratch scratch = new Scratch();
    float[] matrix = new float[LENGTH * (LENGTH + 1)];
    float[] far = new float[FAR];
    float[][] x = new float[SAMPLES][LENGTH];
    float[][] y = new float[SAMPLES][LENGTH];
    float[][] pairs = new float[SAMPLES][2 * LENGTH];
    Arrays.fill(matrix, 0.5f);
    for (int outer : new int[] {LENGTH, 19, 10}) {
      Product forward = new Product(0, LENGTH, outer, outer, 1, -1, 1);
      Product transposed = new Product(0, outer, LENGTH, 1, outer, -1, 1);
      Product repeated = new Product(0, LENGTH, outer, outer, 1, -1, 2);
      for (int call = 0; call < CALLS; call++) {
        products.multiply(repeated, matrix, pairs, pairs, SAMPLES, scratch);
        products.multiplyOne(forward, far, x[0], y[0], scratch);
        products.multiply(forward, matrix, x, y, SAMPLES, scratch);
        products.multiply(transposed, matrix, y, x, SAMPLES, scratch);
        products.multiplyOne(forward, matrix, x[0], y[0], scratch);
        products.addOuterProducts(forward, x, y, SAMPLES, matrix, 0, LENGTH, scratch);
        for (float[] row : y) {
          rows.exp(row, row, LENGTH);
          rows.powers(row, 0, LENGTH, rows.greatest(row, 0, LENGTH), row);
          rows.divide(row, 0, LENGTH, 2);
          rows.sigmoid(row, row, LENGTH);
          rows.tanh(row, row, LENGTH);
          rows.relu(row, row, LENGTH);
          rows.reluGradient(row, x[0], row, LENGTH);
          rows.max(x[0], 0, row, 0, LENGTH);
          rows.add(x[0], 0, row, 0, LENGTH);
          rows.multiplyAdd(x[0], 0, x[1], 0, row, 0, LENGTH);
          rows.takeWhereEqual(x[0], x[1], 0, row, x[2], 0, LENGTH);
          rows.addVectors(matrix, LENGTH, LENGTH, row, 0);
        }
      }
    }
  }
}
