package dev.cortado.kernel;

import static java.lang.Math.fma;

import java.util.Arrays;

/**
 * A gated recurrent unit (Cho and others, 2014) that resets after the product, as in Keras and
 * cuDNN: see {@link ResetFirstGruCell} for the other form. Of the sums, in this order for all
 * units, update gate {@code z}, reset gate {@code r} and candidate {@code g = activation(x + r p)}
 * become {@code h' = z h + (1 - z) g}, where {@code x} is what the input adds and {@code p} the
 * product of the hidden state with the recurrent kernel, plus its bias. The sums of the gates are
 * the product, then what the input adds, then the input's bias.
 */
public final class GruCell extends Cell {
  private static final int GATES = 3;

  /** Shorter arrays of the two gates are joined, as functions are faster for longer ones. */
  private static final int LONG = 256;

  private final StepFunction activation;
  private final StepFunction gate;
  private final int bias;

  private GruCell(int units, StepFunction activation, StepFunction gate, int bias) {
    super(units);
    this.activation = activation;
    this.gate = gate;
    this.bias = bias;
  }

  /**
   * A cell.
   *
   * @param units the size of the state
   * @param activation what is applied to candidates
   * @param gate what is applied to gates
   * @param bias where the input's bias begins in the parameters, which the recurrent one follows;
   *     -1 for none
   */
  public static GruCell of(int units, StepFunction activation, StepFunction gate, int bias) {
    return new GruCell(units, activation, gate, bias);
  }

  @Override
  int sums() {
    return GATES;
  }

  @Override
  int states() {
    return 1;
  }

  @Override
  int kept() {
    return 4;
  }

  @Override
  int arrays() {
    return 8;
  }

  @Override
  int recurrentBias() {
    return bias < 0 ? -1 : bias + GATES * units;
  }

  @Override
  void forward(Pass pass, Trace trace, int step, int from, int to) {
    RowKernels rows = pass.kernels.rows();
    float[] z = pass.tile[0];
    float[] r = pass.tile[1];
    float[] g = pass.tile[2];
    float[] p = pass.tile[3];
    float[] h = pass.tile[4];
    float[] candidate = pass.tile[5];
    int length = (to - from) * units;
    boolean joins = length < LONG;
    float[] update = pass.tile[6];
    float[] reset = joins ? update : pass.tile[7];
    int resetAt = joins ? length : 0;
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] sums = pass.products[s];
      int at = trace.time(step) * GATES * units;
      System.arraycopy(sums, 2 * units, p, q, units);
      System.arraycopy(pass.sums[s], at + 2 * units, candidate, q, units);
      rows.add(pass.sums[s], at, sums, 0, 2 * units);
      if (bias >= 0) {
        rows.add(pass.parameters, bias, sums, 0, 2 * units);
        rows.add(pass.parameters, bias + 2 * units, candidate, q, units);
      }
      System.arraycopy(sums, 0, update, q, units);
      System.arraycopy(sums, units, reset, resetAt + q, units);
      System.arraycopy(pass.hidden[s], 0, h, q, units);
    }
    if (joins) {
      float[] gates = pass.tile[7];
      gate.apply(rows, update, gates, 2 * length);
      System.arraycopy(gates, 0, z, 0, length);
      System.arraycopy(gates, resetAt, r, 0, length);
    } else {
      gate.apply(rows, update, z, length);
      gate.apply(rows, reset, r, length);
    }
    multiplyAdd(r, p, candidate, length);
    activation.apply(rows, candidate, g, length);
    next(z, g, h, length);
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] row = pass.trace[s];
      int kept = trace.kept(step);
      System.arraycopy(z, q, row, kept, units);
      System.arraycopy(r, q, row, kept + units, units);
      System.arraycopy(g, q, row, kept + 2 * units, units);
      System.arraycopy(p, q, row, kept + 3 * units, units);
      putHidden(pass, trace, step, s, h, q);
    }
  }

  /** {@code g += r p}. */
  private static void multiplyAdd(float[] r, float[] p, float[] g, int length) {
    for (int j = 0; j < length; j++) {
      g[j] = fma(r[j], p[j], g[j]);
    }
  }

  /** {@code h = z h + (1 - z) g}. */
  static void next(float[] z, float[] g, float[] h, int length) {
    for (int j = 0; j < length; j++) {
      h[j] = fma(z[j], h[j], (1 - z[j]) * g[j]);
    }
  }

  @Override
  void backward(Pass pass, Trace trace, int step, int from, int to) {
    RowKernels rows = pass.kernels.rows();
    float[] z = pass.tile[0];
    float[] r = pass.tile[1];
    float[] g = pass.tile[2];
    float[] p = pass.tile[3];
    float[] before = pass.tile[4];
    float[] hidden = pass.tile[5];
    float[] candidate = pass.tile[6];
    float[] reset = pass.tile[7];
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] row = pass.trace[s];
      int kept = trace.kept(step);
      System.arraycopy(row, kept, z, q, units);
      System.arraycopy(row, kept + units, r, q, units);
      System.arraycopy(row, kept + 2 * units, g, q, units);
      System.arraycopy(row, kept + 3 * units, p, q, units);
      System.arraycopy(row, trace.hidden(step), before, q, units);
      System.arraycopy(pass.hidden[s], 0, hidden, q, units);
    }
    int length = (to - from) * units;
    timesRest(hidden, z, candidate, length);
    activation.gradient(rows, candidate, g, candidate, length);
    timesDifference(hidden, before, g, length);
    gate.gradient(rows, g, z, g, length);
    multiply(candidate, p, reset, length);
    gate.gradient(rows, reset, r, reset, length);
    multiply(candidate, r, p, length);
    multiply(hidden, z, hidden, length);
    for (int s = from, q = 0; s < to; s++, q += units) {
      float[] gradient = pass.products[s];
      float[] sums = pass.sums[s];
      int at = trace.time(step) * GATES * units;
      if (pass.isMasked(s, trace.time(step))) {
        Arrays.fill(gradient, 0, GATES * units, 0f);
        Arrays.fill(sums, at, at + GATES * units, 0f);
      } else {
        System.arraycopy(g, q, gradient, 0, units);
        System.arraycopy(reset, q, gradient, units, units);
        System.arraycopy(p, q, gradient, 2 * units, units);
        System.arraycopy(gradient, 0, sums, at, 2 * units);
        System.arraycopy(candidate, q, sums, at + 2 * units, units);
        System.arraycopy(hidden, q, pass.hidden[s], 0, units);
      }
    }
  }

  /** {@code to = gradient (1 - z)}. */
  static void timesRest(float[] gradient, float[] z, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      to[j] = gradient[j] * (1 - z[j]);
    }
  }

  /** {@code g = gradient (before - g)}. */
  static void timesDifference(float[] gradient, float[] before, float[] g, int length) {
    for (int j = 0; j < length; j++) {
      g[j] = gradient[j] * (before[j] - g[j]);
    }
  }

  @Override
  boolean sharesGradients() {
    return false;
  }

  @Override
  float[][] ofProducts(float[][] traces, float[][] sums, int samples, Trace trace, float[][] rows) {
    for (int s = 0; s < samples; s++) {
      float[] row = rows[s];
      System.arraycopy(sums[s], 0, row, 0, trace.steps() * GATES * units);
      for (int step = 0; step < trace.steps(); step++) {
        int at = (trace.time(step) * GATES + 2) * units;
        int reset = trace.kept(step) + units;
        for (int j = 0; j < units; j++) {
          row[at + j] *= traces[s][reset + j];
        }
      }
    }
    return rows;
  }
}
