package dev.cortado.kernel;

import java.util.Arrays;

/** Kernels that go together. */
record KernelSet(ProductKernels products, RowKernels rows, LstmKernels lstm) {
  private static final int LENGTH = 96;
  private static final int SAMPLES = 13;

  /** Few, so that these calls are soon over while nothing is compiled: they are made repeatedly. */
  private static final int CALLS = 8;

  /** Results that fill as many vectors as a sample alone is multiplied with at a time. */
  private static final int WIDE = 136;

  /** The length of a matrix that does not stay in the caches. */
  private static final int FAR = 1 << 18;

  /** Some calls over all kinds of tiles and functions. */
  void exercise() {
    Scratch scratch = new Scratch();
    float[] matrix = new float[LENGTH * (LENGTH + 1)];
    float[] far = new float[FAR];
    float[][] x = new float[SAMPLES][LENGTH];
    float[][] y = new float[SAMPLES][LENGTH];
    float[][] pairs = new float[SAMPLES][2 * LENGTH];
    float[] wide = new float[WIDE];
    Arrays.fill(matrix, 0.5f);
    Trace trace = new Trace(3, LENGTH, 2, LstmCell.GATES, false);
    float[] steps = new float[trace.kept(3)];
    Product one = new Product(0, 2 * SAMPLES, WIDE, WIDE, 1, -1, 1);
    for (int call = 0; call < CALLS; call++) {
      for (int outer : new int[] {LENGTH, 19, 10}) {
        Product forward = new Product(0, LENGTH, outer, outer, 1, -1, 1);
        Product transposed = new Product(0, outer, LENGTH, 1, outer, -1, 1);
        products.multiply(forward, matrix, x, y, SAMPLES, scratch);
        products.multiply(transposed, matrix, y, x, SAMPLES, scratch);
        products.multiplyOne(forward, matrix, x[0], y[0], scratch);
        products.addOuterProducts(forward, x, y, SAMPLES, matrix, 0, LENGTH, scratch);
      }
      for (int outer : new int[] {LENGTH, 19}) {
        Product two = new Product(0, LENGTH, outer, outer, 1, -1, 2);
        products.multiply(two, matrix, pairs, pairs, SAMPLES, scratch);
      }
      products.multiplyOne(one, matrix, x[0], wide, scratch);
      products.multiplyOne(one, far, x[0], wide, scratch);
      for (int row = 0; row < 3; row++) {
        exercise(rows, x[row], x[row + 3], y[row], matrix);
        lstm.forward(matrix, matrix, steps, x[row], trace, row);
        lstm.backward(steps, x[row], x[row + 3], matrix, matrix, y[row], trace, row);
      }
    }
  }

  private static void exercise(
      RowKernels rows, float[] a, float[] b, float[] row, float[] vectors) {
    rows.exp(row, row, LENGTH);
    rows.powers(row, 0, LENGTH, rows.greatest(row, 0, LENGTH), row);
    rows.divide(row, 0, LENGTH, 2);
    rows.sigmoid(row, row, LENGTH);
    rows.tanh(row, row, LENGTH);
    rows.relu(row, row, LENGTH);
    rows.reluGradient(row, a, row, LENGTH);
    rows.max(a, 0, row, 0, LENGTH);
    rows.add(a, 0, row, 0, LENGTH);
    rows.multiplyAdd(a, 0, b, 0, row, 0, LENGTH);
    rows.takeWhereEqual(a, b, 0, row, b, 0, LENGTH);
    rows.maxOfFour(vectors, 0, 2 * LENGTH, row, 0, LENGTH);
    rows.addAtFirstOfFour(vectors, row, a, 0, vectors, 0, 2 * LENGTH, LENGTH);
    rows.addVectors(vectors, SAMPLES, LENGTH, row, 0);
  }
}
