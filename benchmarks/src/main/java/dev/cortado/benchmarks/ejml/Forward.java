package dev.cortado.benchmarks.ejml;

import dev.cortado.benchmarks.network.DenseLayer;
import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.LayerBuilder;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** The way from samples to predictions, for as many samples at a time as it was made for. */
final class Forward implements LayerBuilder {
  private final List<Function> functions = new ArrayList<>();
  private final List<FMatrixRMaj> kernels = new ArrayList<>();
  private final List<FMatrixRMaj> biases = new ArrayList<>();
  private final List<FMatrixRMaj> values = new ArrayList<>();
  private final int samples;

  Forward(Sequential network, Weights weights, int samples) {
    this.samples = samples;
    network.build(weights, this);
  }

  @Override
  public void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias) {
    functions.add(layer.function());
    kernels.add(new FMatrixRMaj(inputs, layer.units(), true, kernel.clone()));
    biases.add(new FMatrixRMaj(1, layer.units(), true, bias.clone()));
    values.add(new FMatrixRMaj(samples, layer.units()));
  }

  /** The values of the last layer, a row a sample. */
  FMatrixRMaj run(FMatrixRMaj inputs) {
    FMatrixRMaj below = inputs;
    for (int l = 0; l < layers(); l++) {
      CommonOps_FDRM.mult(below, kernel(l), values(l));
      addToRows(values(l), bias(l));
      activate(values(l), function(l));
      below = values(l);
    }
    return below;
  }

  int layers() {
    return kernels.size();
  }

  Function function(int layer) {
    return functions.get(layer);
  }

  FMatrixRMaj kernel(int layer) {
    return kernels.get(layer);
  }

  FMatrixRMaj bias(int layer) {
    return biases.get(layer);
  }

  FMatrixRMaj values(int layer) {
    return values.get(layer);
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
