package dev.cortado.kernel;

import static java.lang.Math.fma;

/** One unit after another. HotSpot makes no vector instructions of it. */
final class PlainLstm implements LstmKernels {
  @Override
  public boolean isFastFor(int units) {
    return false;
  }

  @Override
  public void forward(
      float[] products, float[] sums, float[] row, float[] hidden, Trace trace, int step) {
    forward(products, sums, row, hidden, trace, step, 0);
  }

  /** From a unit on. */
  static void forward(
      float[] products,
      float[] sums,
      float[] row,
      float[] hidden,
      Trace trace,
      int step,
      int first) {
    int units = trace.units();
    int at = trace.time(step) * LstmCell.GATES * units;
    int kept = trace.kept(step);
    for (int j = first; j < units; j++) {
      float i = FloatMath.sigmoid(products[j] + sums[at + j]);
      float f = FloatMath.sigmoid(products[units + j] + sums[at + units + j]);
      float g = FloatMath.tanh(products[2 * units + j] + sums[at + 2 * units + j]);
      float o = FloatMath.sigmoid(products[3 * units + j] + sums[at + 3 * units + j]);
      float c = fma(f, row[trace.cell(step) + j], i * g);
      row[kept + j] = i;
      row[kept + units + j] = f;
      row[kept + 2 * units + j] = g;
      row[kept + 3 * units + j] = o;
      row[trace.cell(step + 1) + j] = c;
      hidden[j] = o * FloatMath.tanh(c);
      row[trace.hidden(step + 1) + j] = hidden[j];
    }
  }

  @Override
  public void backward(
      float[] row,
      float[] hidden,
      float[] cells,
      float[] gradient,
      float[] sums,
      float[] room,
      Trace trace,
      int step) {
    backward(row, hidden, cells, gradient, sums, trace, step, 0);
  }

  /** From a unit on. */
  static void backward(
      float[] row,
      float[] hidden,
      float[] cells,
      float[] gradient,
      float[] sums,
      Trace trace,
      int step,
      int first) {
    int units = trace.units();
    int at = trace.time(step) * LstmCell.GATES * units;
    int kept = trace.kept(step);
    for (int j = first; j < units; j++) {
      float i = row[kept + j];
      float f = row[kept + units + j];
      float g = row[kept + 2 * units + j];
      float o = row[kept + 3 * units + j];
      float y = FloatMath.tanh(row[trace.cell(step + 1) + j]);
      float cell = cells[j] + hidden[j] * o * (1 - y * y);
      gradient[j] = cell * g * (i * (1 - i));
      gradient[units + j] = cell * row[trace.cell(step) + j] * (f * (1 - f));
      gradient[2 * units + j] = cell * i * (1 - g * g);
      gradient[3 * units + j] = hidden[j] * y * (o * (1 - o));
      for (int sum = j; sum < LstmCell.GATES * units; sum += units) {
        sums[at + sum] = gradient[sum];
      }
      cells[j] = cell * f;
      hidden[j] = 0;
    }
  }
}
