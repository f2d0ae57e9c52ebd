package dev.cortado.schedule;

/**
 * Keras's PolynomialDecay: {@code (initial - end) · (1 - min(step, decaySteps) / decaySteps)^power
 * + end}. Where it cycles, it is {@code step} that counts, and {@code decaySteps} is multiplied by
 * the least whole number that makes it at least {@code step}: the rate falls to the end, rises at
 * once and falls again, more slowly.
 *
 * @param initial the first rate, at least 0
 * @param decaySteps after how many steps the rate is {@code end}, at least 1
 * @param end the last rate, at least 0; 0.0001 unless given
 * @param power at least 0; 1 unless given
 * @param cycle whether it begins again; not unless given
 */
public record PolynomialDecay(
    double initial, long decaySteps, double end, double power, boolean cycle)
    implements LearningRate {
  /** Checks the numbers. */
  public PolynomialDecay {
    Require.notNegative("initial rate", initial);
    Require.steps("decay steps", decaySteps, 1);
    Require.notNegative("end rate", end);
    Require.notNegative("power", power);
  }

  /** This with another last rate. */
  public PolynomialDecay end(double value) {
    return new PolynomialDecay(initial, decaySteps, value, power, cycle);
  }

  /** This with another power. */
  public PolynomialDecay power(double value) {
    return new PolynomialDecay(initial, decaySteps, end, value, cycle);
  }

  /** This with cycles, or without. */
  public PolynomialDecay cycle(boolean value) {
    return new PolynomialDecay(initial, decaySteps, end, power, value);
  }

  @Override
  public double at(long step) {
    double periods = (double) step / decaySteps;
    double done = cycle ? periods / Math.max(1, Math.ceil(periods)) : Math.min(1, periods);
    return (initial - end) * Math.pow(1 - done, power) + end;
  }
}
