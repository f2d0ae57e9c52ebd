package dev.cortado.processor.reference;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * A parameter of a kind of layer, with its penalty.
 *
 * @param name its name within the layer
 * @param rows the rows of its matrix
 * @param columns the columns of its matrix
 * @param trainable whether training changes it
 * @param penalty what is added to the loss where training changes it
 */
public record Parameter(String name, int rows, int columns, boolean trainable, Penalty penalty) {

  /** A value of the size that training would start with; variances are positive. */
  public double draw(Random random) {
    double limit = Math.sqrt(6.0 / (rows + columns));
    return name.endsWith("moving_variance")
        ? 0.5 + random.nextDouble()
        : limit * (2 * random.nextDouble() - 1);
  }

  /** The same under another name. */
  Parameter withName(String other) {
    return new Parameter(other, rows, columns, trainable, penalty);
  }

  /** Whether training changes it after each step, though no gradient does. */
  public boolean isAverage() {
    return name.contains("moving_");
  }

  /** {@code l1 · Σ|w| + l2 · Σw²}. */
  record Penalty(double l1, double l2) {
    static final Penalty NONE = new Penalty(0, 0);

    /** The attribute's value in Java. */
    String java() {
      return "@Regularizer(l1 = %s, l2 = %s)".formatted(l1, l2);
    }

    double of(DMatrixRMaj values) {
      double sum = 0;
      for (double w : values.data) {
        sum += l1 * Math.abs(w) + l2 * w * w;
      }
      return sum;
    }

    double slope(double w) {
      return l1 * Math.signum(w) + 2 * l2 * w;
    }
  }
}
