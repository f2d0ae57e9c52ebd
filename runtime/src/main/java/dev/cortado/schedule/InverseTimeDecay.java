package dev.cortado.schedule;

/**
 * Keras's InverseTimeDecay: {@code initial / (1 + decayRate · step / decaySteps)}. In stairs the
 * quotient of steps is rounded down.
 *
 * @param initial the first rate, at least 0
 * @param decaySteps in how many steps the divisor grows by {@code decayRate}, at least 1
 * @param decayRate how much the divisor grows, at least 0
 * @param staircase whether the rate changes only after whole periods
 */
public record InverseTimeDecay(double initial, long decaySteps, double decayRate, boolean staircase)
    implements LearningRate {
  /** Checks the numbers. */
  public InverseTimeDecay {
    Require.notNegative("initial rate", initial);
    Require.steps("decay steps", decaySteps, 1);
    Require.notNegative("decay rate", decayRate);
  }

  /** This in stairs, or smooth. */
  public InverseTimeDecay staircase(boolean value) {
    return new InverseTimeDecay(initial, decaySteps, decayRate, value);
  }

  @Override
  public double at(long step) {
    double periods = (double) step / decaySteps;
    return initial / (1 + decayRate * (staircase ? Math.floor(periods) : periods));
  }
}
