package dev.cortado.schedule;

/**
 * Keras's CosineDecayRestarts (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm
 * restarts", 2016). Period {@code i}, from 0, lasts {@code firstDecaySteps · tMul^i} steps; where
 * {@code done} is the part of it that has passed, the rate is {@code initial · ((1 - alpha) ·
 * mMul^i · (1 + cos(π · done)) / 2 + alpha)}.
 *
 * @param initial the first rate, at least 0
 * @param firstDecaySteps how long the first period is, at least 1
 * @param tMul how much longer each period is than the one before, at least 1; 2 unless given
 * @param mMul how much higher each period begins than the one before, at least 0; 1 unless given
 * @param alpha what remains at the end of a period, as a part of {@code initial}, from 0 to 1; 0
 *     unless given
 */
public record CosineDecayRestarts(
    double initial, long firstDecaySteps, double tMul, double mMul, double alpha)
    implements LearningRate {
  /** Checks the numbers. */
  public CosineDecayRestarts {
    Require.notNegative("initial rate", initial);
    Require.steps("first decay steps", firstDecaySteps, 1);
    if (!(tMul >= 1 && Double.isFinite(tMul))) {
      throw Require.refuse("tMul", tMul, "must be at least 1 and finite");
    }
    Require.notNegative("mMul", mMul);
    Require.between("alpha", alpha, 0, 1);
  }

  /** This with periods that grow otherwise. */
  public CosineDecayRestarts tMul(double value) {
    return new CosineDecayRestarts(initial, firstDecaySteps, value, mMul, alpha);
  }

  /** This with periods that begin otherwise. */
  public CosineDecayRestarts mMul(double value) {
    return new CosineDecayRestarts(initial, firstDecaySteps, tMul, value, alpha);
  }

  /** This with another part that remains. */
  public CosineDecayRestarts alpha(double value) {
    return new CosineDecayRestarts(initial, firstDecaySteps, tMul, mMul, value);
  }

  @Override
  public double at(long step) {
    double periods = (double) step / firstDecaySteps;
    double period = Math.floor(tMul == 1 ? periods : lengthened(periods));
    // The logarithm may miss a boundary by a rounding.
    if (periods >= start(period + 1)) {
      period++;
    } else if (periods < start(period)) {
      period--;
    }
    double done = (periods - start(period)) / Math.pow(tMul, period);
    double cosine = 0.5 * Math.pow(mMul, period) * (1 + Math.cos(Math.PI * done));
    return initial * ((1 - alpha) * cosine + alpha);
  }

  // After n periods of growing length, 1 + tMul + … + tMul^(n - 1) = (tMul^n - 1) / (tMul - 1) of
  // the first length have passed.
  private double start(double period) {
    return tMul == 1 ? period : (Math.pow(tMul, period) - 1) / (tMul - 1);
  }

  private double lengthened(double periods) {
    return Math.log1p(periods * (tMul - 1)) / Math.log(tMul);
  }
}
