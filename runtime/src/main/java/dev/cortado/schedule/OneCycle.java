package dev.cortado.schedule;

/**
 * One cycle (Smith and Topin, "Super-convergence: very fast training of neural networks using large
 * learning rates", 2018) as PyTorch's OneCycleLR defines it for the rate, in two phases along half
 * cosines: from {@code maximum / divFactor} to {@code maximum} at step {@code pctStart · totalSteps
 * - 1}, then down to {@code maximum / divFactor / finalDivFactor} at step {@code totalSteps - 1},
 * where it stays.
 *
 * @param maximum the greatest rate, at least 0
 * @param totalSteps how many steps the cycle takes, at least 1
 * @param pctStart which part of the steps the rate rises, from 0 to 1; 0.3 unless given
 * @param divFactor how much greater the maximum is than the first rate, at least 1; 25 unless given
 * @param finalDivFactor how much greater the first rate is than the last, at least 1; 10,000 unless
 *     given
 */
public record OneCycle(
    double maximum, long totalSteps, double pctStart, double divFactor, double finalDivFactor)
    implements LearningRate {
  /** Checks the numbers. */
  public OneCycle {
    Require.notNegative("maximum rate", maximum);
    Require.steps("total steps", totalSteps, 1);
    Require.between("pctStart", pctStart, 0, 1);
    Require.between("divFactor", divFactor, 1, Double.MAX_VALUE);
    Require.between("finalDivFactor", finalDivFactor, 1, Double.MAX_VALUE);
  }

  /** This with another part of the steps in which the rate rises. */
  public OneCycle pctStart(double value) {
    return new OneCycle(maximum, totalSteps, value, divFactor, finalDivFactor);
  }

  /** This with another first rate. */
  public OneCycle divFactor(double value) {
    return new OneCycle(maximum, totalSteps, pctStart, value, finalDivFactor);
  }

  /** This with another last rate. */
  public OneCycle finalDivFactor(double value) {
    return new OneCycle(maximum, totalSteps, pctStart, divFactor, value);
  }

  @Override
  public double at(long step) {
    double initial = maximum / divFactor;
    double peak = pctStart * totalSteps - 1;
    double last = totalSteps - 1.0;
    double now = Math.min((double) step, last);
    if (now == peak) {
      return maximum;
    }
    return now < peak
        ? between(initial, maximum, now / peak)
        : between(maximum, initial / finalDivFactor, (now - peak) / (last - peak));
  }

  private static double between(double from, double to, double done) {
    return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * done));
  }
}
