package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997; with forget gates: Gers and others,
 * 2000). Of the sums, in this order for all units, input gate {@code i}, forget gate {@code f},
 * candidate {@code g} and output gate {@code o} become {@code c' = f c + i g} and {@code h' = o
 * activation(c')}. A sum is the product of the hidden state with the recurrent kernel, plus what
 * the input adds.
 */
public final class LstmCell extends Cell {
  static final int GATES = 4;

  /** Shorter arrays of the three gates are joined, as functions are faster for longer ones. */
  private static final int LONG = 256;

  private final StepFunction activation;
  private final StepFunction gate;

  private LstmCell(int units, StepFunction activation, StepFunction gate) {
    super(units);
    this.activation = activation;
    this.gate = gate;
  }

  /**
   * A cell.
   *
   * @param units the size of each state
   * @param activation what is applied to candidates and to cell states
   * @param gate what is applied to gates
   */
  public static LstmCell of(int units, StepFunction activation, StepFunction gate) {
    return new LstmCell(units, activation, gate);
  }

  @Override
  int sums() {
    return GATES;
  }

  @Override
  int states() {
    return 2;
  }

  @Override
  int kept() {
    return GATES;
  }

  @Override
  int arrays() {
    return 10;
  }

  @Override
  void forward(Pass pass, Trace trace, int step, int from, int to) {
    if (isInPlace(pass)) {
      for (int s = from; s < to; s++) {
        forward(pass, trace, step, s);
      }
    } else {
      forwardTogether(pass, trace, step, from, to);
    }
  }

  /** Whether there are kernels for this cell that are fast for a single sample. */
  private boolean isInPlace(Pass pass) {
    return activation == StepFunction.TANH
        && gate == StepFunction.SIGMOID
        && pass.lstm.isFastFor(units);
  }

  private void forward(Pass pass, Trace trace, int step, int s) {
    float[] row = pass.trace[s];
    if (pass.isMasked(s, trace.time(step))) {
      System.arraycopy(row, trace.cell(step), row, trace.cell(step + 1), units);
      System.arraycopy(row, trace.hidden(step), row, trace.hidden(step + 1), units);
    } else {
      pass.lstm.forward(pass.products[s], pass.sums[s], row, pass.hidden[s], trace, step);
    }
  }

  private void forwardTogether(Pass pass, Trace trace, int step, int from, int to) {
    RowKernels rows = pass.kernels.rows();
    float[] i = pass.tile[0];
    float[] f = pass.tile[1];
    float[] g = pass.tile[2];
    float[] o = pass.tile[3];
    float[] c = pass.tile[4];
    float[] y = pass.tile[5];
    float[] candidate = pass.tile[6];
    int length = (to - from) * units;
    boolean joins = length < LONG;
    float[] input = pass.tile[7];
    float[] forget = joins ? input : pass.tile[8];
    float[] output = joins ? input : pass.tile[9];
    int forgetAt = joins ? length : 0;
    int outputAt = 2 * forgetAt;
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] sums = pass.products[s];
      rows.add(pass.sums[s], trace.time(step) * GATES * units, sums, 0, GATES * units);
      System.arraycopy(sums, 0, input, q, units);
      System.arraycopy(sums, units, forget, forgetAt + q, units);
      System.arraycopy(sums, 2 * units, candidate, q, units);
      System.arraycopy(sums, 3 * units, output, outputAt + q, units);
      System.arraycopy(pass.trace[s], trace.cell(step), c, q, units);
    }
    if (joins) {
      float[] gates = pass.tile[8];
      gate.apply(rows, input, gates, 3 * length);
      System.arraycopy(gates, 0, i, 0, length);
      System.arraycopy(gates, forgetAt, f, 0, length);
      System.arraycopy(gates, outputAt, o, 0, length);
    } else {
      gate.apply(rows, input, i, length);
      gate.apply(rows, forget, f, length);
      gate.apply(rows, output, o, length);
    }
    activation.apply(rows, candidate, g, length);
    next(i, f, g, c, length);
    activation.apply(rows, c, y, length);
    multiply(o, y, y, length);
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] row = pass.trace[s];
      int kept = trace.kept(step);
      System.arraycopy(i, q, row, kept, units);
      System.arraycopy(f, q, row, kept + units, units);
      System.arraycopy(g, q, row, kept + 2 * units, units);
      System.arraycopy(o, q, row, kept + 3 * units, units);
      if (pass.isMasked(s, trace.time(step))) {
        System.arraycopy(row, trace.cell(step), row, trace.cell(step + 1), units);
      } else {
        System.arraycopy(c, q, row, trace.cell(step + 1), units);
      }
      putHidden(pass, trace, step, s, y, q);
    }
  }

  /** {@code c = f c + i g}. */
  private static void next(float[] i, float[] f, float[] g, float[] c, int length) {
    for (int j = 0; j < length; j++) {
      c[j] = fma(f[j], c[j], i[j] * g[j]);
    }
  }

  @Override
  void backward(Pass pass, Trace trace, int step, int from, int to) {
    if (isInPlace(pass)) {
      for (int s = from; s < to; s++) {
        backward(pass, trace, step, s);
      }
    } else {
      backwardTogether(pass, trace, step, from, to);
    }
  }

  private void backward(Pass pass, Trace trace, int step, int s) {
    float[] gradient = pass.products[s];
    if (pass.isMasked(s, trace.time(step))) {
      int at = trace.time(step) * GATES * units;
      Arrays.fill(gradient, 0, GATES * units, 0f);
      Arrays.fill(pass.sums[s], at, at + GATES * units, 0f);
    } else {
      float[] room = pass.tile[0];
      pass.lstm.backward(
          pass.trace[s], pass.hidden[s], pass.cells[s], gradient, pass.sums[s], room, trace, step);
    }
  }

  private void backwardTogether(Pass pass, Trace trace, int step, int from, int to) {
    RowKernels rows = pass.kernels.rows();
    float[] i = pass.tile[0];
    float[] f = pass.tile[1];
    float[] g = pass.tile[2];
    float[] o = pass.tile[3];
    float[] y = pass.tile[4];
    float[] before = pass.tile[5];
    float[] hidden = pass.tile[6];
    float[] cell = pass.tile[7];
    float[] term = pass.tile[8];
    float[] after = pass.tile[9];
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] row = pass.trace[s];
      int kept = trace.kept(step);
      System.arraycopy(row, kept, i, q, units);
      System.arraycopy(row, kept + units, f, q, units);
      System.arraycopy(row, kept + 2 * units, g, q, units);
      System.arraycopy(row, kept + 3 * units, o, q, units);
      System.arraycopy(row, trace.cell(step + 1), after, q, units);
      System.arraycopy(row, trace.cell(step), before, q, units);
      System.arraycopy(pass.hidden[s], 0, hidden, q, units);
      System.arraycopy(pass.cells[s], 0, cell, q, units);
    }
    int length = (to - from) * units;
    activation.apply(rows, after, y, length);
    multiply(hidden, o, term, length);
    activation.gradient(rows, term, y, term, length);
    Sums.add1(1, term, cell, length);
    multiply(hidden, y, y, length);
    gate.gradient(rows, y, o, y, length);
    multiply(cell, before, before, length);
    gate.gradient(rows, before, f, before, length);
    multiply(cell, g, term, length);
    gate.gradient(rows, term, i, term, length);
    multiply(cell, i, hidden, length);
    activation.gradient(rows, hidden, g, hidden, length);
    multiply(cell, f, cell, length);
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] gradient = pass.products[s];
      if (pass.isMasked(s, trace.time(step))) {
        Arrays.fill(gradient, 0, GATES * units, 0f);
      } else {
        System.arraycopy(term, q, gradient, 0, units);
        System.arraycopy(before, q, gradient, units, units);
        System.arraycopy(hidden, q, gradient, 2 * units, units);
        System.arraycopy(y, q, gradient, 3 * units, units);
        System.arraycopy(cell, q, pass.cells[s], 0, units);
        Arrays.fill(pass.hidden[s], 0, units, 0f);
      }
      int at = trace.time(step) * GATES * units;
      System.arraycopy(gradient, 0, pass.sums[s], at, GATES * units);
    }
  }
}
