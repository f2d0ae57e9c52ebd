package dev.cortado.kernel;

import java.util.Arrays;

/**
 * A fully connected recurrent layer (Elman, 1990): {@code h' = activation(sum)}, where a sum is the
 * product of the hidden state with the recurrent kernel, plus what the input adds.
 */
public final class SimpleCell extends Cell {
  private final StepFunction activation;

  private SimpleCell(int units, StepFunction activation) {
    super(units);
    this.activation = activation;
  }

  /**
   * A cell.
   *
   * @param units the size of the state
   * @param activation what is applied to sums
   */
  public static SimpleCell of(int units, StepFunction activation) {
    return new SimpleCell(units, activation);
  }

  @Override
  int sums() {
    return 1;
  }

  @Override
  int states() {
    return 1;
  }

  @Override
  int kept() {
    return 0;
  }

  @Override
  int arrays() {
    return 2;
  }

  @Override
  void forward(Pass pass, Trace trace, int step, int from, int to) {
    RowKernels rows = pass.kernels.rows();
    float[] sum = pass.tile[0];
    float[] y = pass.tile[1];
    for (int s = from, q = 0; s < to; s++, q += units) {
      System.arraycopy(pass.products[s], 0, sum, q, units);
      rows.add(pass.sums[s], trace.time(step) * units, sum, q, units);
    }
    activation.apply(rows, sum, y, (to - from) * units);
    for (int s = from, q = 0; s < to; s++, q += units) {
      putHidden(pass, trace, step, s, y, q);
    }
  }

  @Override
  void backward(Pass pass, Trace trace, int step, int from, int to) {
    float[] y = pass.tile[0];
    float[] gradient = pass.tile[1];
    for (int s = from, q = 0; s < to; s++, q += units) {
      System.arraycopy(pass.trace[s], trace.hidden(step + 1), y, q, units);
      System.arraycopy(pass.hidden[s], 0, gradient, q, units);
    }
    activation.gradient(pass.kernels.rows(), gradient, y, gradient, (to - from) * units);
    for (int s = from, q = 0; s < to; s++, q += units) {
      if (pass.isMasked(s, trace.time(step))) {
        Arrays.fill(pass.products[s], 0, units, 0f);
      } else {
        System.arraycopy(gradient, q, pass.products[s], 0, units);
        Arrays.fill(pass.hidden[s], 0, units, 0f);
      }
      System.arraycopy(pass.products[s], 0, pass.sums[s], trace.time(step) * units, units);
    }
  }
}
