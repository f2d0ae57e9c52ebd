package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/** An activation function with its parameter, where it was given one. */
public record Nonlinearity(ActivationFunction function, OptionalDouble alpha) {
  static final Nonlinearity LINEAR =
      new Nonlinearity(ActivationFunction.LINEAR, OptionalDouble.empty());

  /** Its attributes in Java, of which the first has the given name. */
  List<String> attributes(String attribute) {
    List<String> attributes = new ArrayList<>();
    attributes.add(attribute + " = " + function);
    alpha.ifPresent(value -> attributes.add("alpha = " + value));
    return attributes;
  }

  /** The function of all values, in groups of the size of the last axis. */
  DMatrixRMaj apply(DMatrixRMaj x, int last) {
    DMatrixRMaj y = x.createLike();
    for (int from = 0; from < x.data.length; from += last) {
      put(apply(group(x, from, last)), y, from);
    }
    return y;
  }

  private double[] apply(double[] x) {
    return switch (function) {
      case SOFTMAX -> Softmax.softmax(x);
      case LOG_SOFTMAX -> Softmax.logSoftmax(x);
      default -> Arrays.stream(x).map(element -> function.of(element, parameter())).toArray();
    };
  }

  /**
   * The gradient of what the function was applied to. Float code takes slopes from outputs, as in
   * {@code 1 - y²}, so that they are off by a unit however small they are.
   */
  DMatrixRMaj gradient(DMatrixRMaj x, DMatrixRMaj gradient, int last, Rounding rounding) {
    DMatrixRMaj result = x.createLike();
    for (int from = 0; from < x.data.length; from += last) {
      double[] outgoing = group(gradient, from, last);
      double[] back = gradient(group(x, from, last), outgoing);
      double greatest = Arrays.stream(outgoing).map(Math::abs).max().orElseThrow();
      for (int i = 0; i < last; i++) {
        double scale = function.isAlongAxis() ? greatest : Math.abs(outgoing[i]);
        back[i] = rounding.offBy(scale, back[i]);
      }
      put(back, result, from);
    }
    return result;
  }

  private double[] gradient(double[] x, double[] gradient) {
    return switch (function) {
      case SOFTMAX -> Softmax.softmaxGradient(x, gradient);
      case LOG_SOFTMAX -> Softmax.logSoftmaxGradient(x, gradient);
      default -> {
        double[] result = new double[x.length];
        Arrays.setAll(result, i -> gradient[i] * function.slope(x[i], parameter()));
        yield result;
      }
    };
  }

  /** For each row, the least distance of a value that is on no corner to a corner. */
  double[] distancesToCorners(DMatrixRMaj x) {
    double[] distances = new double[x.numRows];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int row = 0; row < x.numRows; row++) {
      for (int column = 0; column < x.numCols; column++) {
        for (double corner : function.corners()) {
          double distance = Math.abs(x.get(row, column) - corner);
          distances[row] = distance == 0 ? distances[row] : Math.min(distances[row], distance);
        }
      }
    }
    return distances;
  }

  private double parameter() {
    return alpha.orElse(function.defaultAlpha());
  }

  private static double[] group(DMatrixRMaj matrix, int from, int length) {
    return Arrays.copyOfRange(matrix.data, from, from + length);
  }

  private static void put(double[] group, DMatrixRMaj matrix, int from) {
    System.arraycopy(group, 0, matrix.data, from, group.length);
  }
}
