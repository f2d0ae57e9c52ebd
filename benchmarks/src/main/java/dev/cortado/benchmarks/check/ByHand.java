package dev.cortado.benchmarks.check;

import dev.cortado.benchmarks.network.ConvolutionLayer;
import dev.cortado.benchmarks.network.DenseLayer;
import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.DropoutLayer;
import dev.cortado.benchmarks.network.Extent;
import dev.cortado.benchmarks.network.LayerBuilder;
import dev.cortado.benchmarks.network.LstmLayer;
import dev.cortado.benchmarks.network.MaxPoolingLayer;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a network predicts, computed in double and straight from the definitions. */
final class ByHand implements LayerBuilder {
  private final List<UnaryOperator<double[]>> layers = new ArrayList<>();

  ByHand(Sequential network) {
    network.build(Weights.of(network), this);
  }

  /** The prediction of a sample. */
  double[] predict(float[] sample) {
    double[] values = new double[sample.length];
    Arrays.setAll(values, i -> sample[i]);
    for (UnaryOperator<double[]> layer : layers) {
      values = layer.apply(values);
    }
    return values;
  }

  @Override
  public void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias) {
    layers.add(
        x -> {
          double[] sums = start(bias);
          addProduct(x, 0, kernel, 0, inputs, sums);
          activate(sums, layer.function());
          return sums;
        });
  }

  @Override
  public void convolution(ConvolutionLayer layer, Extent input, float[] kernel, float[] bias) {
    Extent output = layer.output(input);
    // A row of a window lies in one piece in the picture, and so do its rows of the kernel.
    int piece = layer.kernelSize() * input.last();
    layers.add(
        x -> {
          double[] values = new double[output.size()];
          for (int row = 0, to = 0; row < output.get(0); row++) {
            for (int column = 0; column < output.get(1); column++, to += bias.length) {
              double[] sums = start(bias);
              for (int k = 0; k < layer.kernelSize(); k++) {
                int from = ((row + k) * input.get(1) + column) * input.last();
                addProduct(x, from, kernel, k * piece, piece, sums);
              }
              System.arraycopy(sums, 0, values, to, sums.length);
            }
          }
          activate(values, layer.function());
          return values;
        });
  }

  @Override
  public void maxPooling(MaxPoolingLayer layer, Extent input) {
    Extent output = layer.output(input);
    int channels = input.last();
    layers.add(
        x -> {
          double[] values = new double[output.size()];
          Arrays.fill(values, Double.NEGATIVE_INFINITY);
          for (int i = 0; i < x.length; i++) {
            int row = i / channels / input.get(1) / layer.size();
            int column = i / channels % input.get(1) / layer.size();
            if (row < output.get(0) && column < output.get(1)) {
              int to = (row * output.get(1) + column) * channels + i % channels;
              values[to] = Math.max(values[to], x[i]);
            }
          }
          return values;
        });
  }

  @Override
  public void flatten(Extent input) {
    // Numbers are in that order anyway.
  }

  @Override
  public void dropout(DropoutLayer layer) {
    // Predictions drop nothing.
  }

  @Override
  public void lstm(
      LstmLayer layer, Extent input, float[] kernel, float[] recurrentKernel, float[] bias) {
    int units = layer.units();
    int features = input.last();
    layers.add(
        x -> {
          double[] state = new double[units];
          double[] memory = new double[units];
          for (int step = 0; step < input.get(0); step++) {
            double[] gates = start(bias);
            addProduct(x, step * features, kernel, 0, features, gates);
            addProduct(state, 0, recurrentKernel, 0, units, gates);
            for (int u = 0; u < units; u++) {
              // c' = σ(f) c + σ(i) tanh(g); h = σ(o) tanh(c')
              memory[u] =
                  sigmoid(gates[units + u]) * memory[u]
                      + sigmoid(gates[u]) * Math.tanh(gates[2 * units + u]);
              state[u] = sigmoid(gates[3 * units + u]) * Math.tanh(memory[u]);
            }
          }
          return state;
        });
  }

  private static double[] start(float[] bias) {
    double[] sums = new double[bias.length];
    Arrays.setAll(sums, i -> bias[i]);
    return sums;
  }

  /** Adds the product of a piece of a vector and as many rows of a kernel, from a row on. */
  private static void addProduct(
      double[] x, int from, float[] kernel, int row, int count, double[] sums) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += x[from + i] * kernel[(row + i) * sums.length + j];
      }
    }
  }

  private static void activate(double[] values, Function function) {
    switch (function) {
      case LINEAR -> {}
      case RELU -> Arrays.setAll(values, i -> Math.max(values[i], 0));
      case TANH -> Arrays.setAll(values, i -> Math.tanh(values[i]));
      case SOFTMAX -> {
        Arrays.setAll(values, i -> Math.exp(values[i]));
        double sum = Arrays.stream(values).sum();
        Arrays.setAll(values, i -> values[i] / sum);
      }
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
