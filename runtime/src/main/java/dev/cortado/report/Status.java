package dev.cortado.report;

import java.util.Optional;

/**
 * How far a run has come.
 *
 * @param state whether it goes on, and else how it ended
 * @param reason why it ended before its last epoch, where it did
 */
record Status(State state, Optional<String> reason) {
  /** In training. */
  static final Status RUNNING = new Status(State.RUNNING, Optional.empty());

  /** Whether a run goes on, and else how it ended. */
  enum State {
    RUNNING,
    ENDED,
    FAILED
  }

  /** Ended after all epochs, or stopped for a reason. */
  static Status ended(Optional<String> reason) {
    return new Status(State.ENDED, reason);
  }

  /** Ended by an exception. */
  static Status failed(Exception cause) {
    return new Status(
        State.FAILED,
        Optional.of(cause.getMessage() == null ? cause.toString() : cause.getMessage()));
  }

  /** Whether there may be more epochs. */
  boolean running() {
    return state == State.RUNNING;
  }

  /** In a sentence. */
  String text(int done, int planned) {
    return switch (state) {
      case RUNNING ->
          "In training: %d of %d epochs done. This page renews itself.".formatted(done, planned);
      case FAILED -> "Failed after %d of %d epochs: %s".formatted(done, planned, sentence());
      case ENDED ->
          reason.isPresent()
              ? "Stopped after %d of %d epochs: %s".formatted(done, planned, sentence())
              : "Finished after %d %s.".formatted(done, done == 1 ? "epoch" : "epochs");
    };
  }

  /** The reason with one full stop. */
  private String sentence() {
    String text = reason.orElseThrow().strip();
    return text.endsWith(".") ? text : text + ".";
  }

  /** Its classes in the style sheet. */
  String style() {
    return switch (state) {
      case RUNNING -> "state running";
      case FAILED -> "state failed";
      case ENDED -> "state";
    };
  }
}
