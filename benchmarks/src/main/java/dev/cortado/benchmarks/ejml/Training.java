package dev.cortado.benchmarks.ejml;

import dev.cortado.benchmarks.network.DenseLayer.Function;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** Steps of Adam on categorical cross-entropy. */
final class Training {
  private final Forward forward;
  private final FMatrixRMaj[] errors;
  private final Moments[] kernels;
  private final Moments[] biases;
  private int steps;

  Training(Sequential network, Weights weights, int batchSize) {
    forward = new Forward(network, weights, batchSize);
    errors = new FMatrixRMaj[forward.layers()];
    kernels = new Moments[forward.layers()];
    biases = new Moments[forward.layers()];
    for (int l = 0; l < errors.length; l++) {
      errors[l] = forward.values(l).createLike();
      kernels[l] = new Moments(forward.kernel(l));
      biases[l] = new Moments(forward.bias(l));
    }
  }

  /** Takes one step and returns the mean loss before it. */
  float step(FMatrixRMaj inputs, FMatrixRMaj targets) {
    FMatrixRMaj probabilities = forward.run(inputs);
    int last = errors.length - 1;
    // The derivative of cross-entropy of a softmax by the softmax's inputs is p - t.
    CommonOps_FDRM.subtract(probabilities, targets, errors[last]);
    CommonOps_FDRM.scale(1f / inputs.numRows, errors[last]);
    for (int l = last; l > 0; l--) {
      CommonOps_FDRM.multTransA(forward.values(l - 1), errors[l], kernels[l].gradient);
      CommonOps_FDRM.multTransB(errors[l], forward.kernel(l), errors[l - 1]);
      timesSlope(errors[l - 1], forward.values(l - 1), forward.function(l - 1));
    }
    CommonOps_FDRM.multTransA(inputs, errors[0], kernels[0].gradient);
    steps++;
    for (int l = 0; l <= last; l++) {
      CommonOps_FDRM.sumCols(errors[l], biases[l].gradient);
      kernels[l].step(steps);
      biases[l].step(steps);
    }
    return meanLoss(probabilities, targets);
  }

  private static float meanLoss(FMatrixRMaj probabilities, FMatrixRMaj targets) {
    double sum = 0;
    for (int i = 0; i < targets.data.length; i++) {
      if (targets.data[i] != 0) {
        sum -= targets.data[i] * Math.log(probabilities.data[i]);
      }
    }
    return (float) (sum / targets.numRows);
  }

  /** Multiplies by the function's derivative, which its values give. */
  private static void timesSlope(FMatrixRMaj errors, FMatrixRMaj values, Function function) {
    float[] e = errors.data;
    float[] y = values.data;
    switch (function) {
      case RELU -> {
        for (int i = 0; i < e.length; i++) {
          e[i] = y[i] > 0 ? e[i] : 0;
        }
      }
      case TANH -> {
        for (int i = 0; i < e.length; i++) {
          e[i] *= 1 - y[i] * y[i];
        }
      }
      case LINEAR -> {}
      case SOFTMAX -> throw new IllegalArgumentException("softmax ends a network here");
    }
  }

  /** A parameter's gradient and its moments, for Adam with Keras's defaults. */
  private static final class Moments {
    private final FMatrixRMaj parameter;
    private final FMatrixRMaj gradient;
    private final float[] first;
    private final float[] second;

    private Moments(FMatrixRMaj parameter) {
      this.parameter = parameter;
      gradient = parameter.createLike();
      first = new float[parameter.getNumElements()];
      second = new float[parameter.getNumElements()];
    }

    private void step(int steps) {
      float rate =
          (float) (0.001 * Math.sqrt(1 - Math.pow(0.999, steps)) / (1 - Math.pow(0.9, steps)));
      for (int i = 0; i < first.length; i++) {
        float g = gradient.data[i];
        first[i] += (g - first[i]) * 0.1f;
        second[i] += (g * g - second[i]) * 0.001f;
        parameter.data[i] -= rate * first[i] / ((float) Math.sqrt(second[i]) + 1e-7f);
      }
    }
  }
}
