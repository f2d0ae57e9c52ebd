package dev.cortado.train;

/** Training stopped because its loss was no longer a finite number. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergedException(long step, double loss) {
    super(
        "the loss is %s after step %d; lower the learning rate, or scale the inputs to about 1"
            .formatted(loss, step));
  }
}
