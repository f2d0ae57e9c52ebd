package dev.cortado.schedule;

/**
 * Rises linearly from {@code start} to where another schedule begins, then follows that schedule
 * from its first step (Goyal and others, "Accurate, large minibatch SGD", 2017).
 *
 * @param start the first rate, at least 0; 0 unless given
 * @param steps how many steps the rate rises, at least 1
 * @param then the schedule that follows
 */
public record LinearWarmup(double start, long steps, LearningRate then) implements LearningRate {
  /** Checks the numbers. */
  public LinearWarmup {
    Require.notNegative("start rate", start);
    Require.steps("warm-up steps", steps, 1);
  }

  /** This with another first rate. */
  public LinearWarmup start(double value) {
    return new LinearWarmup(value, steps, then);
  }

  @Override
  public double at(long step) {
    return step < steps ? start + (then.at(0) - start) * step / steps : then.at(step - steps);
  }
}
