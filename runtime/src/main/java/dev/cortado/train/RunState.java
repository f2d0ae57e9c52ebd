package dev.cortado.train;

import dev.cortado.callback.Callback;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How far a run of training has come: what its checkpoints hold. */
final class RunState {
  private final RunSettings settings;
  private final Learner learner;
  private final Objective objective;
  private final Feed feed;
  private final List<Callback> callbacks;
  private final History history = new History();

  /** The epoch, from 0. */
  int epoch;

  /** How many steps of the epoch are done. */
  int step;

  /** Whether callbacks were told that the epoch begins. */
  boolean begun;

  /** Why there are to be no further steps, or null. */
  String stopReason;

  RunState(
      RunSettings settings,
      Learner learner,
      Objective objective,
      Feed feed,
      List<Callback> callbacks) {
    this.settings = settings;
    this.learner = learner;
    this.objective = objective;
    this.feed = feed;
    this.callbacks = callbacks;
  }

  History history() {
    return history;
  }

  /** Writes a checkpoint. */
  void write(Path file) throws IOException {
    Checkpoint checkpoint = Checkpoint.of(file);
    settings.save(checkpoint);
    learner.save(checkpoint);
    objective.save(checkpoint);
    feed.save(checkpoint);
    history.save(checkpoint);
    Memories.save(checkpoint, callbacks);
    checkpoint.put("epoch", epoch);
    checkpoint.put("step", step);
    checkpoint.put("begun", begun ? 1 : 0);
    if (stopReason != null) {
      checkpoint.put("stop reason", stopReason);
    }
    checkpoint.write();
  }

  /**
   * Takes over a checkpoint, but for the place in the data ({@link Feed#restore}) and what
   * callbacks remember.
   *
   * @throws IOException where it is damaged
   * @throws IllegalArgumentException where it is of another run
   */
  void restore(Checkpoint checkpoint) throws IOException {
    settings.requireSame(checkpoint);
    Memories.requireAll(checkpoint, callbacks);
    learner.restore(checkpoint);
    objective.restore(checkpoint);
    history.restore(checkpoint);
    epoch = checkpoint.count("epoch");
    step = checkpoint.count("step");
    begun = checkpoint.count("begun", 1) == 1;
    stopReason = checkpoint.has("stop reason") ? checkpoint.text("stop reason") : null;
  }

  /**
   * Hands callbacks what they remembered.
   *
   * @throws IOException where one cannot have remembered that
   */
  void recall(Checkpoint checkpoint) throws IOException {
    Memories.restore(checkpoint, callbacks);
  }
}
