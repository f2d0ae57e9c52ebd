package dev.cortado.processor.reference;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * What rounding to float does to a computation, as random changes of the size of its errors. How
 * far a reference that is disturbed so ends up from an exact one shows how far float code may: the
 * changes go through the same sums, slopes and cancellations as its errors do.
 *
 * <p>A sum of n products in float is the exact sum of slightly different factors, which differ by
 * at most n units of 2^-24 (Higham, "Accuracy and stability of numerical algorithms", section 3.1):
 * so what a layer reads is changed by as much. What it writes is rounded once more.
 */
public final class Rounding {
  /** The greatest relative error of rounding to float. */
  static final double UNIT = 0x1p-24;

  private final double unit;
  private final SplittableRandom random;

  private Rounding(double unit, SplittableRandom random) {
    this.unit = unit;
    this.random = random;
  }

  /** No rounding: everything stays as it is. */
  public static Rounding none() {
    return new Rounding(0, new SplittableRandom(0));
  }

  /** The rounding of float, drawn from a seed. */
  public static Rounding ofFloat(long seed) {
    return new Rounding(UNIT, new SplittableRandom(seed));
  }

  /** What is read for sums of some number of terms. */
  DMatrixRMaj read(DMatrixRMaj values, int terms) {
    DMatrixRMaj changed = values.copy();
    for (int i = 0; i < changed.data.length; i++) {
      changed.data[i] *= 1 + terms * draw();
    }
    return changed;
  }

  /** What a forward or backward pass writes, up to two roundings from the truth. */
  DMatrixRMaj written(DMatrixRMaj values) {
    return read(values, 2);
  }

  /** A number that is off by some units of a scale that is not its own. */
  double offBy(double scale, double value) {
    return value + 2 * scale * draw();
  }

  private double draw() {
    return unit * (2 * random.nextDouble() - 1);
  }
}
