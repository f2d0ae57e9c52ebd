package dev.cortado.train;

/** Training stopped because its loss, or a parameter, was no longer a finite number. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long step;
  private final double loss;

  DivergedException(long step, double loss, String cause) {
    super(
        "after %d steps the loss is %s: %s; lower the learning rate, or scale the inputs to about 1"
            .formatted(step, loss, cause));
    this.step = step;
    this.loss = loss;
  }

  /** How many steps were taken before. */
  public long step() {
    return step;
  }

  /** The loss. */
  public double loss() {
    return loss;
  }
}
