package dev.cortado.benchmarks.ejml;

import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.Mlp;
import dev.cortado.benchmarks.network.Weights;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** The way from samples to predictions, for as many samples at a time as it was made for. */
final class Forward {
  private final Function[] functions;
  private final FMatrixRMaj[] kernels;
  private final FMatrixRMaj[] biases;
  private final FMatrixRMaj[] values;

  Forward(Mlp network, Weights weights, int samples) {
    int layers = network.layers().size();
    functions = new Function[layers];
    kernels = new FMatrixRMaj[layers];
    biases = new FMatrixRMaj[layers];
    values = new FMatrixRMaj[layers];
    for (int l = 0; l < layers; l++) {
      int units = network.layers().get(l).units();
      functions[l] = network.layers().get(l).function();
      kernels[l] =
          new FMatrixRMaj(network.inputsOf(l), units, true, weights.kernels().get(l).clone());
      biases[l] = new FMatrixRMaj(1, units, true, weights.biases().get(l).clone());
      values[l] = new FMatrixRMaj(samples, units);
    }
  }

  /** The values of the last layer, a row a sample. */
  FMatrixRMaj run(FMatrixRMaj inputs) {
    FMatrixRMaj below = inputs;
    for (int l = 0; l < kernels.length; l++) {
      CommonOps_FDRM.mult(below, kernels[l], values[l]);
      addToRows(values[l], biases[l]);
      activate(values[l], functions[l]);
      below = values[l];
    }
    return below;
  }

  int layers() {
    return kernels.length;
  }

  Function function(int layer) {
    return functions[layer];
  }

  FMatrixRMaj kernel(int layer) {
    return kernels[layer];
  }

  FMatrixRMaj bias(int layer) {
    return biases[layer];
  }

  FMatrixRMaj values(int layer) {
    return values[layer];
  }

  private static void addToRows(FMatrixRMaj matrix, FMatrixRMaj row) {
    for (int r = 0, i = 0; r < matrix.numRows; r++) {
      for (int c = 0; c < matrix.numCols; c++, i++) {
        matrix.data[i] += row.data[c];
      }
    }
  }

  private static void activate(FMatrixRMaj matrix, Function function) {
    float[] data = matrix.data;
    switch (function) {
      case LINEAR -> {}
      case RELU -> {
        for (int i = 0; i < data.length; i++) {
          data[i] = Math.max(data[i], 0);
        }
      }
      case TANH -> {
        for (int i = 0; i < data.length; i++) {
          data[i] = (float) Math.tanh(data[i]);
        }
      }
      case SOFTMAX -> {
        for (int r = 0; r < matrix.numRows; r++) {
          softmax(data, r * matrix.numCols, (r + 1) * matrix.numCols);
        }
      }
    }
  }

  private static void softmax(float[] data, int from, int to) {
    float greatest = data[from];
    for (int i = from + 1; i < to; i++) {
      greatest = Math.max(greatest, data[i]);
    }
    float sum = 0;
    for (int i = from; i < to; i++) {
      data[i] = (float) Math.exp(data[i] - greatest);
      sum += data[i];
    }
    for (int i = from; i < to; i++) {
      data[i] /= sum;
    }
  }
}
