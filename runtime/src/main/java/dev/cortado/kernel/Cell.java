package dev.cortado.kernel;

/**
 * What a recurrent layer does at a step besides products. A cell works on some samples at a time,
 * whose numbers it copies together: long loops over arrays that are indexed by the loop variable
 * alone are those that HotSpot turns into vector instructions.
 */
public abstract class Cell {
  final int units;

  Cell(int units) {
    this.units = units;
  }

  /** How many sums a unit has at a step. */
  abstract int sums();

  /** How many states there are: the hidden state, or that and the cell state. */
  abstract int states();

  /** How many numbers a unit keeps of a step for the way back. */
  abstract int kept();

  /** How many arrays of {@link Pass#tile} it uses. */
  abstract int arrays();

  /** Where what is added to products with the recurrent kernel begins in the parameters, or -1. */
  int recurrentBias() {
    return -1;
  }

  /** The products with the recurrent kernel, which begins at a place of the parameters. */
  RecurrentProducts products(int kernel, Trace trace) {
    return new WholeProduct(this, kernel, trace);
  }

  /**
   * A step of some samples of a pass: from the products and the sums, writes the states after the
   * step, and what it keeps.
   */
  abstract void forward(Pass pass, Trace trace, int step, int from, int to);

  /**
   * The way back through a step: from the gradients of the states after it, writes those of the
   * sums and of the products, and in place of the gradients of the states what of those before the
   * step does not come through the products.
   */
  abstract void backward(Pass pass, Trace trace, int step, int from, int to);

  /**
   * The gradients of the products with the recurrent kernel at all steps: where they are not those
   * of the sums, computed from them.
   *
   * @param sums the gradients of the sums of some samples. Not modified.
   * @param rows receives the result where it is another. Overwritten.
   */
  float[][] ofProducts(float[][] traces, float[][] sums, int samples, Trace trace, float[][] rows) {
    return sums;
  }

  /** Whether the gradients of products are those of the sums. */
  boolean sharesGradients() {
    return true;
  }

  /** Writes the hidden state of a sample after a step; a masked step leaves it as it is. */
  final void putHidden(Pass pass, Trace trace, int step, int sample, float[] from, int at) {
    float[] row = pass.trace[sample];
    if (pass.isMasked(sample, trace.time(step))) {
      System.arraycopy(row, trace.hidden(step), row, trace.hidden(step + 1), units);
    } else {
      System.arraycopy(from, at, row, trace.hidden(step + 1), units);
      System.arraycopy(from, at, pass.hidden[sample], 0, units);
    }
  }

  /** {@code to = a·b}. */
  static void multiply(float[] a, float[] b, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      to[j] = a[j] * b[j];
    }
  }
}
