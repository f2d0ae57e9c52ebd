package dev.cortado.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls of kernels on small data, over all kinds of tiles: as {@link Warming} makes them until
 * HotSpot has compiled what they reach.
 */
final class Drills {
  private static final int SAMPLES = 13;

  /** The length of rows: some vectors and a rest. */
  private static final int LENGTH = 99;

  /** The length of sums of products: few, as calls cost much before they are compiled. */
  private static final int INNER = 35;

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

  /** Those of products and of functions of rows. */
  static List<Consumer<KernelSet>> ofKernels() {
    List<Consumer<KernelSet>> drills = new ArrayList<>();
    new Drills().products().forEach(drill -> drills.add(set -> drill.accept(set.products())));
    new Drills().windows().forEach(drill -> drills.add(set -> drill.accept(set.windows())));
    new Drills().rows().forEach(drill -> drills.add(set -> drill.accept(set.rows())));
    return drills;
  }

  /** Those of a function of rows. */
  static <F extends RowFunction> List<Consumer<F>> ofFunction() {
    float[] row = new float[LENGTH];
    return List.of(function -> function.exercise(row));
  }

  /** Those of a recurrent layer. */
  static List<Consumer<LstmKernels>> ofLstm() {
    Drills drills = new Drills();
    Trace trace = new Trace(STEPS, LENGTH, 2, LstmCell.GATES, false);
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

  private List<Consumer<ProductKernels>> products() {
    List<Consumer<ProductKernels>> drills = new ArrayList<>();
    for (int outer : OUTERS) {
      Product forward = new Product(0, INNER, outer, outer, 1, -1, 1);
      Product transposed = new Product(0, outer, INNER, 1, outer, -1, 1);
      drills.add(kernels -> kernels.multiply(forward, matrix, x, y, SAMPLES, scratch));
      drills.add(kernels -> kernels.multiply(transposed, matrix, y, x, SAMPLES, scratch));
      drills.add(kernels -> kernels.multiplyOne(forward, matrix, x[0], y[0], scratch));
      drills.add(
          kernels -> kernels.addOuterProducts(forward, x, y, SAMPLES, matrix, 0, INNER, scratch));
    }
    float[][] pairs = new float[SAMPLES][2 * LENGTH];
    for (int outer : OUTERS) {
      Product two = new Product(0, INNER, outer, outer, 1, -1, 2);
      drills.add(kernels -> kernels.multiply(two, matrix, pairs, pairs, SAMPLES, scratch));
    }
    Product one = new Product(0, 2 * SAMPLES, WIDE, WIDE, 1, -1, 1);
    float[] wide = new float[WIDE];
    float[] far = new float[FAR];
    drills.add(kernels -> kernels.multiplyOne(one, matrix, x[0], wide, scratch));
    drills.add(kernels -> kernels.multiplyOne(one, far, x[0], wide, scratch));
    drills.add(
        kernels -> {
          kernels.hold(one, matrix, 0, scratch);
          kernels.multiplyHeld(one, matrix, x[0], wide, 0, 0, scratch);
        });
    return drills;
  }

  /** Windows of five numbers that move over as many as there are samples elsewhere. */
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

  private List<Consumer<RowKernels>> rows() {
    float[] row = x[0];
    float[] other = x[1];
    float[] sums = y[0];
    int half = LENGTH / 2;
    return List.of(
        rows -> rows.exp(row, row, LENGTH),
        rows -> rows.powers(row, 0, LENGTH, rows.greatest(row, 0, LENGTH), row),
        rows -> rows.divide(row, 0, LENGTH, 2),
        rows -> rows.sigmoid(row, row, LENGTH),
        rows -> rows.tanh(row, row, LENGTH),
        rows -> rows.relu(row, row, LENGTH),
        rows -> rows.reluGradient(row, other, row, LENGTH),
        rows -> rows.max(other, 0, row, 0, LENGTH),
        rows -> rows.add(other, 0, row, 0, LENGTH),
        rows -> rows.multiplyAdd(other, 0, sums, 0, row, 0, LENGTH),
        rows -> rows.takeWhereEqual(other, sums, 0, row, sums, 0, LENGTH),
        rows -> rows.maxOfFour(matrix, 0, 2 * half, row, 0, half),
        rows -> rows.addAtFirstOfFour(matrix, row, other, 0, matrix, 0, 2 * half, half),
        rows -> rows.addVectors(matrix, SAMPLES, LENGTH, row, 0));
  }
}
