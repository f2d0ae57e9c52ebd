package dev.cortado.loss;

import java.util.Arrays;

/**
 * The losses once more, in double and straight from the formulas of Keras's documentation: each
 * method takes one group along the last axis, and probabilities where the loss has a logits form.
 */
final class LossReferences {
  /** A loss of the values along the last axis. */
  interface Group {
    double of(double[] prediction, double[] target);
  }

  private LossReferences() {}

  /** The mean of a loss over all groups. */
  static double mean(Group loss, int length, double[] prediction, double[] target) {
    int groups = prediction.length / length;
    int targets = target.length / groups;
    double sum = 0;
    for (int g = 0; g < groups; g++) {
      sum +=
          loss.of(
              Arrays.copyOfRange(prediction, g * length, (g + 1) * length),
              Arrays.copyOfRange(target, g * targets, (g + 1) * targets));
    }
    return sum / groups;
  }

  static Group onSoftmax(Group loss) {
    return (x, t) -> loss.of(softmax(x), t);
  }

  static Group onSigmoid(Group loss) {
    return (x, t) -> loss.of(Arrays.stream(x).map(LossReferences::sigmoid).toArray(), t);
  }

  static Group onClipped(Group loss) {
    return (p, t) -> loss.of(Arrays.stream(p).map(LossReferences::clip).toArray(), t);
  }

  static Group onNormalized(Group loss) {
    return (p, t) -> {
      double sum = Arrays.stream(p).sum();
      return loss.of(Arrays.stream(p).map(value -> value / sum).toArray(), t);
    };
  }

  static double[] softmax(double[] x) {
    double greatest = Arrays.stream(x).max().getAsDouble();
    double[] powers = Arrays.stream(x).map(value -> StrictMath.exp(value - greatest)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  static double sigmoid(double x) {
    double power = StrictMath.exp(-Math.abs(x));
    return (x < 0 ? power : 1) / (1 + power);
  }

  private static double clip(double p) {
    return Math.max(1e-7, Math.min(1 - 1e-7, p));
  }

  static double meanSquaredError(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += (p[i] - t[i]) * (p[i] - t[i]);
    }
    return sum / p.length;
  }

  static double meanAbsoluteError(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs(t[i] - p[i]);
    }
    return sum / p.length;
  }

  static double meanAbsolutePercentageError(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs((t[i] - p[i]) / Math.max(Math.abs(t[i]), 1e-7));
    }
    return 100 * sum / p.length;
  }

  static double meanSquaredLogarithmicError(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double first = StrictMath.log(Math.max(p[i], 1e-7) + 1);
      double second = StrictMath.log(Math.max(t[i], 1e-7) + 1);
      sum += StrictMath.pow(first - second, 2);
    }
    return sum / p.length;
  }

  static double logCosh(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += StrictMath.log(StrictMath.cosh(p[i] - t[i]));
    }
    return sum / p.length;
  }

  static Group huber(double delta) {
    return (p, t) -> {
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        double x = Math.abs(t[i] - p[i]);
        if (x <= delta) {
          sum += 0.5 * x * x;
        } else {
          sum += delta * x - 0.5 * delta * delta;
        }
      }
      return sum / p.length;
    };
  }

  static double hinge(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double label = t[i] == 0 ? -1 : t[i];
      sum += Math.max(1 - label * p[i], 0);
    }
    return sum / p.length;
  }

  static double squaredHinge(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double label = t[i] == 0 ? -1 : t[i];
      sum += StrictMath.pow(Math.max(1 - label * p[i], 0), 2);
    }
    return sum / p.length;
  }

  static double categoricalHinge(double[] p, double[] t) {
    double positive = 0;
    double negative = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < p.length; i++) {
      positive += t[i] * p[i];
      negative = Math.max(negative, (1 - t[i]) * p[i]);
    }
    return Math.max(negative - positive + 1, 0);
  }

  static Group binaryCrossentropy(double smoothing) {
    return (p, t) -> {
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        sum += binary(p[i], t[i] * (1 - smoothing) + 0.5 * smoothing);
      }
      return sum / p.length;
    };
  }

  private static double binary(double p, double y) {
    return -(y == 0 ? 0 : y * StrictMath.log(p)) - (y == 1 ? 0 : (1 - y) * StrictMath.log(1 - p));
  }

  /** {@code clipped}: whether the cross-entropy sees clipped probabilities. */
  static Group binaryFocalCrossentropy(BinaryFocalCrossentropy loss, boolean clipped) {
    return (p, t) -> {
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        double y = t[i] * (1 - loss.labelSmoothing()) + 0.5 * loss.labelSmoothing();
        double pt = y * p[i] + (1 - y) * (1 - p[i]);
        double focal =
            StrictMath.pow(1 - pt, loss.gamma()) * binary(clipped ? clip(p[i]) : p[i], y);
        double weight = y * loss.alpha() + (1 - y) * (1 - loss.alpha());
        sum += loss.applyClassBalancing() ? weight * focal : focal;
      }
      return sum / p.length;
    };
  }

  static Group categoricalCrossentropy(double smoothing) {
    return (p, t) -> {
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        double y = t[i] * (1 - smoothing) + smoothing / p.length;
        sum -= y == 0 ? 0 : y * StrictMath.log(p[i]);
      }
      return sum;
    };
  }

  /** Its target is one label. */
  static double sparseCategoricalCrossentropy(double[] p, double[] t) {
    return -StrictMath.log(p[(int) t[0]]);
  }

  static Group categoricalFocalCrossentropy(CategoricalFocalCrossentropy loss) {
    return (p, t) -> {
      double sum = 0;
      for (int i = 0; i < p.length; i++) {
        double y = t[i] * (1 - loss.labelSmoothing()) + loss.labelSmoothing() / p.length;
        double alpha = loss.alpha().get(Math.min(i, loss.alpha().size() - 1));
        double crossentropy = y == 0 ? 0 : -y * StrictMath.log(p[i]);
        sum += alpha * StrictMath.pow(1 - p[i], loss.gamma()) * crossentropy;
      }
      return sum;
    };
  }

  /** Predictions are clipped by the caller where they are not a softmax. */
  static double klDivergence(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double y = Math.max(1e-7, Math.min(1, t[i]));
      sum += y * StrictMath.log(y / p[i]);
    }
    return sum;
  }

  static double poisson(double[] p, double[] t) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] - t[i] * StrictMath.log(p[i] + 1e-7);
    }
    return sum / p.length;
  }

  static double cosineSimilarity(double[] p, double[] t) {
    double product = 0;
    double pSquares = 0;
    double tSquares = 0;
    for (int i = 0; i < p.length; i++) {
      product += p[i] * t[i];
      pSquares += p[i] * p[i];
      tSquares += t[i] * t[i];
    }
    return -product
        * Math.min(1 / Math.sqrt(pSquares), 1e7)
        * Math.min(1 / Math.sqrt(tSquares), 1e7);
  }
}
