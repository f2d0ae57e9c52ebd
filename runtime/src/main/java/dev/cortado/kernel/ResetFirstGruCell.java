package dev.cortado.kernel;

import java.util.Arrays;

/**
 * A gated recurrent unit as it was first described (Cho and others, 2014): the reset gate is
 * multiplied with the hidden state before the product, Keras's {@code reset_after=False}. Of the
 * sums, in this order for all units, update gate {@code z}, reset gate {@code r} and candidate
 * {@code g} become {@code h' = z h + (1 - z) g}. A sum is the product with the recurrent kernel,
 * plus what the input adds: of the hidden state {@code h} for both gates, of {@code r h} for the
 * candidate. {@link ResetFirstProducts} goes from one to the other.
 */
public final class ResetFirstGruCell extends Cell {
  /** Shorter arrays of the two gates are joined, as functions are faster for longer ones. */
  private static final int LONG = 256;

  private final StepFunction activation;
  private final StepFunction gate;

  private ResetFirstGruCell(int units, StepFunction activation, StepFunction gate) {
    super(units);
    this.activation = activation;
    this.gate = gate;
  }

  /**
   * A cell.
   *
   * @param units the size of the state
   * @param activation what is applied to candidates
   * @param gate what is applied to gates
   */
  public static ResetFirstGruCell of(int units, StepFunction activation, StepFunction gate) {
    return new ResetFirstGruCell(units, activation, gate);
  }

  @Override
  int sums() {
    return 3;
  }

  @Override
  int states() {
    return 1;
  }

  /** The update gate, the reset gate and the candidate. */
  @Override
  int kept() {
    return 3;
  }

  @Override
  int arrays() {
    return 5;
  }

  @Override
  RecurrentProducts products(int kernel, Trace trace) {
    return new ResetFirstProducts(this, kernel, trace);
  }

  /**
   * The gates of some samples at a step, from their products; writes the hidden states, as they go
   * into products, times the reset gates.
   */
  void reset(Pass pass, Trace trace, int step, float[][] hidden, int from, int to) {
    RowKernels rows = pass.kernels.rows();
    float[] z = pass.tile[0];
    float[] r = pass.tile[1];
    float[] h = pass.tile[2];
    float[] update = pass.tile[3];
    int length = (to - from) * units;
    boolean joins = length < LONG;
    float[] reset = joins ? update : pass.tile[4];
    int resetAt = joins ? length : 0;
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] sums = pass.products[s];
      rows.add(pass.sums[s], trace.time(step) * sums() * units, sums, 0, 2 * units);
      System.arraycopy(sums, 0, update, q, units);
      System.arraycopy(sums, units, reset, resetAt + q, units);
      System.arraycopy(hidden[s], 0, h, q, units);
    }
    gate.apply(rows, update, z, length + resetAt);
    if (joins) {
      System.arraycopy(z, resetAt, r, 0, length);
    } else {
      gate.apply(rows, reset, r, length);
    }
    multiply(r, h, h, length);
    int kept = trace.kept(step);
    for (int s = from, q = 0; s < to; s++, q += units) {
      System.arraycopy(z, q, pass.trace[s], kept, units);
      System.arraycopy(r, q, pass.trace[s], kept + units, units);
      System.arraycopy(h, q, pass.reset[s], 0, units);
    }
  }

  /**
   * {@code reset = r h} of a sample at a step.
   *
   * @param kept where what is kept of the step lies
   * @param at where the hidden state lies, and where the result goes
   */
  void reset(float[] traced, int kept, float[] hidden, int at, float[] reset) {
    for (int j = 0; j < units; j++) {
      reset[at + j] = traced[kept + units + j] * hidden[at + j];
    }
  }

  @Override
  void forward(Pass pass, Trace trace, int step, int from, int to) {
    RowKernels rows = pass.kernels.rows();
    float[] z = pass.tile[0];
    float[] candidate = pass.tile[1];
    float[] g = pass.tile[2];
    float[] h = pass.tile[3];
    int length = (to - from) * units;
    for (int s = from, q = 0; s < to; s++, q += units) {
      System.arraycopy(pass.candidates[s], 0, candidate, q, units);
      rows.add(pass.sums[s], (trace.time(step) * sums() + 2) * units, candidate, q, units);
      System.arraycopy(pass.trace[s], trace.kept(step), z, q, units);
      System.arraycopy(pass.hidden[s], 0, h, q, units);
    }
    activation.apply(rows, candidate, g, length);
    GruCell.next(z, g, h, length);
    for (int s = from, q = 0; s < to; s++, q += units) {
      System.arraycopy(g, q, pass.trace[s], trace.kept(step) + 2 * units, units);
      putHidden(pass, trace, step, s, h, q);
    }
  }

  /** But for the reset gates, whose gradients need a product first. */
  @Override
  void backward(Pass pass, Trace trace, int step, int from, int to) {
    RowKernels rows = pass.kernels.rows();
    float[] z = pass.tile[0];
    float[] g = pass.tile[1];
    float[] before = pass.tile[2];
    float[] hidden = pass.tile[3];
    float[] candidate = pass.tile[4];
    int kept = trace.kept(step);
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] row = pass.trace[s];
      System.arraycopy(row, kept, z, q, units);
      System.arraycopy(row, kept + 2 * units, g, q, units);
      System.arraycopy(row, trace.hidden(step), before, q, units);
      System.arraycopy(pass.hidden[s], 0, hidden, q, units);
    }
    int length = (to - from) * units;
    GruCell.timesRest(hidden, z, candidate, length);
    activation.gradient(rows, candidate, g, candidate, length);
    GruCell.timesDifference(hidden, before, g, length);
    gate.gradient(rows, g, z, g, length);
    multiply(hidden, z, hidden, length);
    for (int s = from, q = 0; s < to; s++, q += units) {
      if (pass.isMasked(s, trace.time(step))) {
        Arrays.fill(pass.products[s], 0, units, 0f);
        Arrays.fill(pass.candidates[s], 0, units, 0f);
      } else {
        System.arraycopy(g, q, pass.products[s], 0, units);
        System.arraycopy(candidate, q, pass.candidates[s], 0, units);
        System.arraycopy(hidden, q, pass.hidden[s], 0, units);
      }
      int at = trace.time(step) * sums() * units;
      System.arraycopy(pass.products[s], 0, pass.sums[s], at, units);
      System.arraycopy(pass.candidates[s], 0, pass.sums[s], at + 2 * units, units);
    }
  }

  /**
   * The gradients of the reset gates' sums, from those of hidden states times reset gates, in whose
   * place it writes what goes to the hidden states as they went into products.
   */
  void resetBackward(Pass pass, Trace trace, int step, int from, int to) {
    float[] r = pass.tile[0];
    float[] before = pass.tile[1];
    float[] gradient = pass.tile[2];
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] row = pass.trace[s];
      System.arraycopy(row, trace.kept(step) + units, r, q, units);
      System.arraycopy(row, trace.hidden(step), before, q, units);
      System.arraycopy(pass.reset[s], 0, gradient, q, units);
      if (pass.factors != null) {
        drop(pass.factors[s], before, q);
      }
    }
    int length = (to - from) * units;
    multiply(gradient, before, before, length);
    multiply(gradient, r, gradient, length);
    gate.gradient(pass.kernels.rows(), before, r, before, length);
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] products = pass.products[s];
      if (pass.isMasked(s, trace.time(step))) {
        Arrays.fill(products, units, 2 * units, 0f);
        Arrays.fill(pass.reset[s], 0, units, 0f);
      } else {
        System.arraycopy(before, q, products, units, units);
        System.arraycopy(gradient, q, pass.reset[s], 0, units);
      }
      int at = (trace.time(step) * sums() + 1) * units;
      System.arraycopy(products, units, pass.sums[s], at, units);
    }
  }

  private void drop(float[] factors, float[] hidden, int at) {
    for (int j = 0; j < units; j++) {
      hidden[at + j] *= factors[j];
    }
  }
}
