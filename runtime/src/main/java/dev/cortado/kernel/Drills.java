package dev.cortado.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls of kernels on small data, over all kinds of tiles: as a {@link Course} makes them until
 * HotSpot has compiled what they reach.
 */
final class Drills {
  private static final int SAMPLES = 13;

  /** The length of the arrays. */
  private static final int LENGTH = 99;

  /** The length of rows: some vectors and a rest. */
  private static final int ROW = 35;

  /** The length of sums of products: few, as calls cost much before they are compiled. */
  private static final int INNER = 8;

  /** Whole vectors, a vector and a rest, less than one. */
  private static final List<Integer> OUTERS = List.of(96, 19, 10);

  /** Results that fill as many vectors as a sample alone is multiplied with at a time. */
  private static final int WIDE = 136;

  /** The length of a matrix that does not stay in the caches. */
  private static final int FAR = 1 << 18;

  /** Two vectors and one, of 16 numbers; half of it, of 8. */
  private static final int FILTERS = 48;

  private static final int STEPS = 3;

  private final Scratch scratch = new Scratch();
  private final float[] matrix = filled(LENGTH * (LENGTH + 1));
  private final float[][] x = new float[SAMPLES][LENGTH];
  private final float[][] y = new float[SAMPLES][LENGTH];

  private Drills() {}

  /** Those of a function of rows. */
  static <F extends RowFunction> List<Consumer<F>> ofFunction() {
    float[] row = new float[ROW];
    return List.of(function -> function.exercise(row));
  }

  /** Those of a recurrent layer. */
  static List<Consumer<LstmKernels>> ofLstm() {
    Drills drills = new Drills();
    Trace trace = new Trace(STEPS, ROW, 2, LstmCell.GATES, false);
    float[] kept = new float[trace.kept(STEPS)];
    float[] sums = drills.matrix;
    float[] gates = sums.clone();
    float[][] rows = drills.x;
    return List.of(
        lstm -> lstm.forward(gates, sums, kept, rows[0], trace, 0),
        lstm -> lstm.backward(kept, rows[0], rows[1], gates, sums, rows[2], trace, 0));
  }

  private static float[] filled(int length) {
    float[] values = new float[length];
    Arrays.fill(values, 0.5f);
    return values;
  }

  /** Those of products of some samples. */
  static List<Consumer<ProductKernels>> ofMany() {
    return new Drills().many();
  }

  private List<Consumer<ProductKernels>> many() {
    List<Consumer<ProductKernels>> drills = new ArrayList<>();
    float[][] pairs = new float[SAMPLES][2 * LENGTH];
    for (int outer : OUTERS) {
      Product forward = new Product(0, INNER, outer, outer, 1, -1, 1);
      Product transposed = new Product(0, outer, INNER, 1, outer, -1, 1);
      Product two = new Product(0, INNER, outer, outer, 1, -1, 2);
      drills.add(kernels -> kernels.multiply(forward, matrix, x, y, SAMPLES, scratch));
      drills.add(kernels -> kernels.multiply(transposed, matrix, y, x, SAMPLES, scratch));
      drills.add(kernels -> kernels.multiply(two, matrix, pairs, pairs, SAMPLES, scratch));
    }
    return drills;
  }

  /** Those of products of one vector. */
  static List<Consumer<ProductKernels>> ofOne() {
    return new Drills().one();
  }

  private List<Consumer<ProductKernels>> one() {
    List<Consumer<ProductKernels>> drills = new ArrayList<>();
    for (int outer : OUTERS) {
      Product product = new Product(0, INNER, outer, outer, 1, -1, 1);
      drills.add(kernels -> kernels.multiplyOne(product, matrix, x[0], y[0], scratch));
    }
    Product product = new Product(0, 2 * SAMPLES, WIDE, WIDE, 1, -1, 1);
    float[] wide = new float[WIDE];
    float[] far = new float[FAR];
    drills.add(kernels -> kernels.multiplyOne(product, matrix, x[0], wide, scratch));
    drills.add(kernels -> kernels.multiplyOne(product, far, x[0], wide, scratch));
    drills.add(
        kernels -> {
          kernels.hold(product, matrix, 0, scratch);
          kernels.multiplyHeld(product, matrix, x[0], wide, 0, 0, scratch);
        });
    return drills;
  }

  /** Those of sums of outer products. */
  static List<Consumer<ProductKernels>> ofOuter() {
    return new Drills().outer();
  }

  private List<Consumer<ProductKernels>> outer() {
    List<Consumer<ProductKernels>> drills = new ArrayList<>();
    for (int outer : OUTERS) {
      Product product = new Product(0, INNER, outer, outer, 1, -1, 1);
      drills.add(
          kernels -> kernels.addOuterProducts(product, x, y, SAMPLES, matrix, 0, INNER, scratch));
    }
    return drills;
  }

  /** Those of windows: of five numbers, that move over as many as there are samples elsewhere. */
  static List<Consumer<WindowProducts>> ofWindows() {
    return new Drills().windows();
  }

  private List<Consumer<WindowProducts>> windows() {
    WindowAxis axis = WindowAxis.of(SAMPLES + 4, SAMPLES, 5, 1, 1, 0);
    Places places = new Places(Windows.of(axis, 1), 1);
    float[][] results = new float[1][SAMPLES * FILTERS];
    List<Consumer<WindowProducts>> drills = new ArrayList<>();
    for (int outer : List.of(FILTERS, FILTERS / 2)) {
      Product product = new Product(0, 5, outer, outer, 1, -1, 1);
      drills.add(
          kernels -> {
            if (kernels.takes(product)) {
              kernels.multiply(product, matrix, places, 0, x, results, 0, outer, 0, 1, scratch);
            }
          });
    }
    return drills;
  }

  /** Those of functions of rows for a use. */
  static List<Consumer<RowKernels>> ofRows(RowUse use) {
    return new Drills().rows(use);
  }

  private List<Consumer<RowKernels>> rows(RowUse use) {
    float[] row = x[0];
    float[] other = x[1];
    float[] sums = y[0];
    int half = ROW / 2;
    return switch (use) {
      case POWERS -> List.of(rows -> rows.exp(row, row, ROW));
      case SIGMOID -> List.of(rows -> rows.sigmoid(row, row, ROW));
      case TANH -> List.of(rows -> rows.tanh(row, row, ROW));
      case RELU ->
          List.of(
              rows -> rows.relu(row, row, ROW), rows -> rows.reluGradient(row, other, row, ROW));
      case SOFTMAX ->
          List.of(
              rows -> rows.powers(row, 0, ROW, rows.greatest(row, 0, ROW), row),
              rows -> rows.divide(row, 0, ROW, 2));
      case SUMS ->
          List.of(
              rows -> rows.add(other, 0, row, 0, ROW),
              rows -> rows.addVectors(matrix, SAMPLES, ROW, row, 0));
      case PRODUCTS -> List.of(rows -> rows.multiplyAdd(other, 0, sums, 0, row, 0, ROW));
      case POOLING ->
          List.of(
              rows -> rows.max(other, 0, row, 0, ROW),
              rows -> rows.takeWhereEqual(other, sums, 0, row, sums, 0, ROW));
      case POOLING_OF_FOUR ->
          List.of(
              rows -> rows.maxOfFour(matrix, 0, 2 * half, row, 0, half),
              rows -> rows.addAtFirstOfFour(matrix, row, other, 0, matrix, 0, 2 * half, half));
    };
  }
}
