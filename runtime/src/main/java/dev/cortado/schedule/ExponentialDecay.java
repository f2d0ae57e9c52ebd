package dev.cortado.schedule;

/**
 * Keras's ExponentialDecay: {@code initial · decayRate^(step / decaySteps)}. In stairs the quotient
 * is rounded down, which is PyTorch's StepLR too.
 *
 * @param initial the first rate, at least 0
 * @param decaySteps in how many steps the rate is multiplied by {@code decayRate}, at least 1
 * @param decayRate the factor, at least 0
 * @param staircase whether the rate changes only after whole periods
 */
public record ExponentialDecay(double initial, long decaySteps, double decayRate, boolean staircase)
    implements LearningRate {
  /** Checks the numbers. */
  public ExponentialDecay {
    Require.notNegative("initial rate", initial);
    Require.steps("decay steps", decaySteps, 1);
    Require.notNegative("decay rate", decayRate);
  }

  /** This in stairs, or smooth. */
  public ExponentialDecay staircase(boolean value) {
    return new ExponentialDecay(initial, decaySteps, decayRate, value);
  }

  @Override
  public double at(long step) {
    double periods = (double) step / decaySteps;
    return initial * Math.pow(decayRate, staircase ? Math.floor(periods) : periods);
  }
}
