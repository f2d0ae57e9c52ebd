package dev.cortado.processor.reference;

import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** The steps of a recurrent layer over the sequence of one sample, by Keras's formulas. */
final class RecurrentSteps {
  private final Recurrent layer;
  private final boolean backwards;
  private final double[] x;
  private final int features;
  private final Optional<double[]> mask;
  private final Map<String, DMatrixRMaj> parameters;
  private final double[] factors;
  private final int units;
  private final int width;

  /** For each step the sums of the input, those of the hidden state, and what gates became. */
  private final double[][] ofInput;

  private final double[][] ofHidden;
  private final double[][] gates;

  /** The states before each step, and at the end. */
  private final double[][] hidden;

  private final double[][] cell;

  /**
   * Goes through all steps.
   *
   * @param mask which steps count, where not all do
   * @param parameters those of the direction, by the names of one direction alone
   * @param factors what the units of hidden states are multiplied by before the product
   * @param first the hidden state and the cell state before the first step
   */
  RecurrentSteps(
      Recurrent layer,
      boolean backwards,
      double[] x,
      int features,
      Optional<double[]> mask,
      Map<String, DMatrixRMaj> parameters,
      double[] factors,
      double[][] first) {
    this.layer = layer;
    this.backwards = backwards;
    this.x = x;
    this.features = features;
    this.mask = mask;
    this.parameters = parameters;
    this.factors = factors;
    units = layer.units();
    DMatrixRMaj recurrent = parameters.get("recurrent_kernel");
    width = recurrent.numCols;
    int steps = x.length / features;
    ofInput = new double[steps][width];
    ofHidden = new double[steps][width];
    gates = new double[steps][width];
    hidden = new double[steps + 1][units];
    cell = new double[steps + 1][units];
    hidden[0] = first[0].clone();
    cell[0] = first[1].clone();
    for (int step = 0; step < steps; step++) {
      if (!counts(step)) {
        hidden[step + 1] = hidden[step];
        cell[step + 1] = cell[step];
        continue;
      }
      sums(step, 0, layer.resetsFirst() ? 2 * units : width);
      for (int j = 0; layer.resetsFirst() && j < units; j++) {
        gates[step][units + j] = apply(layer.gate(), argument(step, 1, j, 1));
      }
      sums(step, layer.resetsFirst() ? 2 * units : width, width);
      for (int j = 0; j < units; j++) {
        advance(step, j);
      }
    }
  }

  int count() {
    return ofInput.length;
  }

  /** Whether a step counts. Others leave the states as they are. */
  private boolean counts(int step) {
    return mask.isEmpty() || mask.get()[place(step)] != 0;
  }

  /** The output of a step: the hidden state after it, and 0 before the first step that counts. */
  double[] output(int step) {
    int shown = step;
    while (shown >= 0 && !counts(shown)) {
      shown--;
    }
    return shown < 0 ? new double[units] : hidden[shown + 1];
  }

  /** The hidden state at the end. */
  double[] lastHidden() {
    return hidden[count()];
  }

  /** The cell state at the end. */
  double[] lastCell() {
    return cell[count()];
  }

  /** Where the input of a step begins. */
  private int at(int step) {
    return place(step) * features;
  }

  /** The place of a step in the sequence. */
  private int place(int step) {
    return backwards ? count() - 1 - step : step;
  }

  /** What a unit of the hidden state is when it goes into the product for a sum. */
  private double multiplied(int step, int i, int o) {
    double reset = layer.resetsFirst() && o >= 2 * units ? gate(step, 1, i) : 1;
    return factors[i] * reset * hidden[step][i];
  }

  /** Some of a step's sums. */
  private void sums(int step, int from, int to) {
    DMatrixRMaj kernel = parameters.get("kernel");
    DMatrixRMaj recurrent = parameters.get("recurrent_kernel");
    DMatrixRMaj bias = parameters.get("bias");
    for (int o = from; o < to; o++) {
      double sum = bias == null ? 0 : bias.get(0, o);
      for (int i = 0; i < features; i++) {
        sum += x[at(step) + i] * kernel.get(i, o);
      }
      ofInput[step][o] = sum;
      sum = bias == null || bias.numRows == 1 ? 0 : bias.get(1, o);
      for (int i = 0; i < units; i++) {
        sum += multiplied(step, i, o) * recurrent.get(i, o);
      }
      ofHidden[step][o] = sum;
    }
  }

  /** What a function is applied to: the sum of both, with a factor on the second. */
  private double argument(int step, int part, int j, double factor) {
    int o = part * units + j;
    return ofInput[step][o] + factor * ofHidden[step][o];
  }

  private double apply(ActivationFunction function, double argument) {
    return function.of(argument, function.defaultAlpha());
  }

  private void advance(int step, int j) {
    switch (layer.type()) {
      case "LSTM" -> {
        for (int part = 0; part < 4; part++) {
          gates[step][part * units + j] = apply(function(part), argument(step, part, j, 1));
        }
        cell[step + 1][j] = gate(step, 1, j) * cell[step][j] + gate(step, 0, j) * gate(step, 2, j);
        hidden[step + 1][j] = gate(step, 3, j) * apply(layer.activation(), cell[step + 1][j]);
      }
      case "GRU" -> {
        for (int part = 0; part < 3; part++) {
          double argument = argument(step, part, j, factor(step, part, j));
          gates[step][part * units + j] = apply(function(part), argument);
        }
        double z = gate(step, 0, j);
        hidden[step + 1][j] = z * hidden[step][j] + (1 - z) * gate(step, 2, j);
      }
      default -> hidden[step + 1][j] = apply(layer.activation(), argument(step, 0, j, 1));
    }
  }

  private double gate(int step, int part, int j) {
    return gates[step][part * units + j];
  }

  /** What is applied to a part of the sums. */
  private ActivationFunction function(int part) {
    return part == 2 || layer.type().equals("SimpleRNN") ? layer.activation() : layer.gate();
  }

  private double factor(int step, int part, int j) {
    return part == 2 && layer.type().equals("GRU") && !layer.resetsFirst() ? gate(step, 1, j) : 1;
  }

  double distanceToCorners() {
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < count(); step++) {
      if (!counts(step)) {
        continue;
      }
      for (int o = 0; o < width; o++) {
        int part = o / units;
        double x = argument(step, part, o % units, factor(step, part, o % units));
        least = Math.min(least, Recurrent.distance(function(part), x));
      }
      for (int j = 0; layer.type().equals("LSTM") && j < units; j++) {
        least = Math.min(least, Recurrent.distance(layer.activation(), cell[step + 1][j]));
      }
    }
    return least;
  }

  /**
   * The gradient of the input; adds those of the parameters.
   *
   * @param outputs the gradients of the outputs of each step; changed
   * @param states the gradients of the states at the end; receives those of the first
   */
  double[] backward(
      double[][] outputs,
      double[][] states,
      Map<String, DMatrixRMaj> gradients,
      Rounding rounding) {
    double[] result = new double[x.length];
    double[] back = states[0];
    double[] cells = states[1];
    for (int step = count() - 1; step >= 0; step--) {
      if (!counts(step)) {
        // Its output is that of the step before; before all that count it is constant
        for (int j = 0; step > 0 && j < units; j++) {
          outputs[step - 1][j] += outputs[step][j];
        }
        continue;
      }
      double[] ofX = new double[width];
      double[] ofH = new double[width];
      double[] direct = new double[units];
      for (int j = 0; j < units; j++) {
        double g = back[j] + outputs[step][j];
        direct[j] = backward(step, j, g, cells, ofX, ofH, rounding);
      }
      if (layer.resetsFirst()) {
        resetBackward(step, ofX, ofH, direct, rounding);
      }
      spread(step, ofX, ofH, direct, result, gradients);
      back = direct;
    }
    states[0] = back;
    return result;
  }

  /** The way back through a unit at a step; what goes to its hidden state not through sums. */
  private double backward(
      int step, int j, double g, double[] cells, double[] ofX, double[] ofH, Rounding rounding) {
    double[] terms = new double[width / units];
    double direct = 0;
    switch (layer.type()) {
      case "LSTM" -> {
        double c = cell[step + 1][j];
        terms[3] = g * apply(layer.activation(), c);
        double toCell = cells[j] + slope(layer.activation(), c, g * gate(step, 3, j), rounding);
        terms[0] = toCell * gate(step, 2, j);
        terms[1] = toCell * cell[step][j];
        terms[2] = toCell * gate(step, 0, j);
        cells[j] = toCell * gate(step, 1, j);
      }
      case "GRU" -> {
        double z = gate(step, 0, j);
        terms[0] = g * (hidden[step][j] - gate(step, 2, j));
        terms[2] = g * (1 - z);
        double argument = argument(step, 2, j, factor(step, 2, j));
        double toArgument = slope(layer.activation(), argument, terms[2], rounding);
        terms[1] = layer.resetsFirst() ? 0 : toArgument * ofHidden[step][2 * units + j];
        direct = g * z;
      }
      default -> terms[0] = g;
    }
    for (int part = 0; part < terms.length; part++) {
      double factor = factor(step, part, j);
      double argument = argument(step, part, j, factor);
      int o = part * units + j;
      ofX[o] = slope(function(part), argument, terms[part], rounding);
      ofH[o] = factor * ofX[o];
    }
    return direct;
  }

  /** From the gradients of candidates, through their product, to reset gates and hidden state. */
  private void resetBackward(
      int step, double[] ofX, double[] ofH, double[] state, Rounding rounding) {
    for (int i = 0; i < units; i++) {
      double ofReset = 0;
      for (int o = 2 * units; o < width; o++) {
        ofReset += parameters.get("recurrent_kernel").get(i, o) * ofH[o];
      }
      double ofGate = ofReset * factors[i] * hidden[step][i];
      state[i] += ofReset * factors[i] * gate(step, 1, i);
      int o = units + i;
      ofX[o] = slope(layer.gate(), argument(step, 1, i, 1), ofGate, rounding);
      ofH[o] = ofX[o];
    }
  }

  private static double slope(
      ActivationFunction function, double x, double gradient, Rounding rounding) {
    double exact = gradient * function.slope(x, function.defaultAlpha());
    return rounding.offBy(Math.abs(gradient), exact);
  }

  /** From the gradients of a step's sums, those of the input, the state and the parameters. */
  private void spread(
      int step,
      double[] ofX,
      double[] ofH,
      double[] state,
      double[] result,
      Map<String, DMatrixRMaj> gradients) {
    DMatrixRMaj bias = gradients.get("bias");
    for (int o = 0; o < width; o++) {
      for (int i = 0; i < features; i++) {
        gradients.get("kernel").add(i, o, x[at(step) + i] * ofX[o]);
        result[at(step) + i] += parameters.get("kernel").get(i, o) * ofX[o];
      }
      for (int i = 0; i < units; i++) {
        gradients.get("recurrent_kernel").add(i, o, multiplied(step, i, o) * ofH[o]);
        if (!layer.resetsFirst() || o < 2 * units) {
          state[i] += factors[i] * parameters.get("recurrent_kernel").get(i, o) * ofH[o];
        }
      }
      if (bias != null) {
        bias.add(0, o, ofX[o]);
      }
      if (bias != null && bias.numRows == 2) {
        bias.add(1, o, ofH[o]);
      }
    }
  }
}
