package dev.cortado.schedule;

/**
 * Keras's CosineDecay (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm
 * restarts", 2016): linear from {@code initial} to {@code warmupTarget} in {@code warmupSteps},
 * then with the steps from there {@code warmupTarget · ((1 - alpha) · (1 + cos(π · min(step,
 * decaySteps) / decaySteps)) / 2 + alpha)}.
 *
 * @param initial the first rate, at least 0
 * @param decaySteps in how many steps, after the warm-up, the rate falls, at least 1
 * @param alpha what remains in the end, as a part of {@code warmupTarget}, from 0 to 1; 0 unless
 *     given
 * @param warmupTarget where the rate falls from, at least 0; {@code initial} unless given
 * @param warmupSteps how many steps the rate rises, at least 0; 0 unless given
 */
public record CosineDecay(
    double initial, long decaySteps, double alpha, double warmupTarget, long warmupSteps)
    implements LearningRate {
  /** Checks the numbers. */
  public CosineDecay {
    Require.notNegative("initial rate", initial);
    Require.steps("decay steps", decaySteps, 1);
    Require.between("alpha", alpha, 0, 1);
    Require.notNegative("warm-up target", warmupTarget);
    Require.steps("warm-up steps", warmupSteps, 0);
  }

  /** This with another part that remains. */
  public CosineDecay alpha(double value) {
    return new CosineDecay(initial, decaySteps, value, warmupTarget, warmupSteps);
  }

  /** This with a rise to another rate in so many steps, from which the rate falls then. */
  public CosineDecay warmup(double target, long steps) {
    return new CosineDecay(initial, decaySteps, alpha, target, steps);
  }

  @Override
  public double at(long step) {
    if (step < warmupSteps) {
      return initial + (warmupTarget - initial) * step / warmupSteps;
    }
    double done = Math.min(1, (double) (step - warmupSteps) / decaySteps);
    double cosine = 0.5 * (1 + Math.cos(Math.PI * done));
    return warmupTarget * ((1 - alpha) * cosine + alpha);
  }
}
