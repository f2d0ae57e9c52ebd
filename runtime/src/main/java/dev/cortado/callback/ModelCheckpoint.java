package dev.cortado.callback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Writes checkpoints while a network is trained, as Keras's callback of that name does. Used in
 * several runs, it begins each anew.
 *
 * <p>A checkpoint is a safetensors file from which {@link dev.cortado.train.Fit#resume} goes on,
 * and from which the network may be loaded. It appears whole or not at all.
 */
public final class ModelCheckpoint implements Callback {
  private final FileTemplate file;
  private Monitor monitor = new Monitor("val_loss", MonitorMode.AUTO, 0);
  private boolean bestOnly;
  private OptionalDouble threshold = OptionalDouble.empty();
  private boolean weightsOnly;
  private int everyEpochs = 1;
  private int everySteps;

  private double best;
  private int epoch;
  private int stepsSince;

  private ModelCheckpoint(FileTemplate file) {
    this.file = file;
  }

  /**
   * Into one file, after each epoch unless something else is said. Its path may have figures in it,
   * as {@link #to(String)} says.
   */
  public static ModelCheckpoint to(Path file) {
    return to(file.toString());
  }

  /**
   * Into files whose names have figures in them, in Keras's form.
   *
   * @param template for example {@code checkpoints/{epoch:02d}-{val_loss:.2f}.safetensors}: the
   *     figures of the epoch by name, and {@code epoch} and {@code batch}, which are counted from
   *     1. Directories need not exist yet.
   * @throws IllegalArgumentException where a brace belongs to no figure
   */
  public static ModelCheckpoint to(String template) {
    return new ModelCheckpoint(new FileTemplate(template));
  }

  /** This writing only when the monitored figure is the best so far. */
  public ModelCheckpoint bestOnly() {
    ModelCheckpoint copy = copy();
    copy.bestOnly = true;
    return copy;
  }

  /**
   * This with another figure to watch, for example {@code val_accuracy}; {@code val_loss} unless
   * given.
   */
  public ModelCheckpoint monitor(String figure) {
    ModelCheckpoint copy = copy();
    copy.monitor = monitor.figure(figure);
    return copy;
  }

  /** This with word on which figures are better ones; by the name unless given. */
  public ModelCheckpoint mode(MonitorMode mode) {
    ModelCheckpoint copy = copy();
    copy.monitor = monitor.mode(mode);
    return copy;
  }

  /**
   * This writing the best only where they beat a figure: Keras's {@code initial_value_threshold}.
   */
  public ModelCheckpoint threshold(double figure) {
    ModelCheckpoint copy = copy();
    copy.threshold = OptionalDouble.of(figure);
    return copy;
  }

  /** This writing only the weights, as {@link dev.cortado.model.Model#save} does. */
  public ModelCheckpoint weightsOnly() {
    ModelCheckpoint copy = copy();
    copy.weightsOnly = true;
    return copy;
  }

  /**
   * This writing after every so many epochs.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public ModelCheckpoint everyEpochs(int epochs) {
    requireAtLeastOne("epochs", epochs);
    ModelCheckpoint copy = copy();
    copy.everyEpochs = epochs;
    copy.everySteps = 0;
    return copy;
  }

  /**
   * This writing after every so many steps, counted on over epochs, and not after epochs. The
   * figures are those of the epoch so far then, without a validation's.
   *
   * @throws IllegalArgumentException where it is below 1
   */
  public ModelCheckpoint everySteps(int steps) {
    requireAtLeastOne("steps", steps);
    ModelCheckpoint copy = copy();
    copy.everySteps = steps;
    return copy;
  }

  private static void requireAtLeastOne(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "a checkpoint after every %d %s is none; give at least 1".formatted(number, what));
    }
  }

  private ModelCheckpoint copy() {
    ModelCheckpoint copy = new ModelCheckpoint(file);
    copy.monitor = monitor;
    copy.bestOnly = bestOnly;
    copy.threshold = threshold;
    copy.weightsOnly = weightsOnly;
    copy.everyEpochs = everyEpochs;
    copy.everySteps = everySteps;
    return copy;
  }

  @Override
  public void onTrainBegin(Training training) {
    stepsSince = 0;
    if (bestOnly) {
      best = threshold.orElse(monitor.worst());
      requireFigure(training);
    }
  }

  /** Refuses to wait for a validation that never is. */
  private void requireFigure(Training training) {
    String figure = monitor.figure();
    boolean validation = figure.startsWith("val_") && everySteps == 0;
    if (validation && !training.figures().contains(figure)) {
      throw new IllegalArgumentException(
          "the best by '%s' is to be kept, but there are only %s; monitor one of these, or give validationSplit or validationData"
              .formatted(figure, training.figures()));
    }
  }

  @Override
  public void onEpochBegin(Training training, int begun) {
    epoch = begun;
  }

  @Override
  public void onBatchEnd(Training training, int step, Logs logs) {
    if (everySteps > 0 && ++stepsSince == everySteps) {
      stepsSince = 0;
      if (isToBeKept(logs)) {
        write(training, Map.of("epoch", epoch + 1, "batch", step + 1), logs);
      }
    }
  }

  @Override
  public void onEpochEnd(Training training, int ended, Logs logs) {
    boolean due = everySteps == 0 && (ended + 1) % everyEpochs == 0;
    boolean unknown = bestOnly && monitor.isLeftOut(training, logs);
    if (due && !unknown && isToBeKept(logs)) {
      write(training, Map.of("epoch", ended + 1), logs);
    }
  }

  private boolean isToBeKept(Logs logs) {
    if (!bestOnly) {
      return true;
    }
    double current = monitor.of(logs);
    boolean better = monitor.improves(current, best);
    if (better) {
      best = current;
    }
    return better;
  }

  private void write(Training training, Map<String, Integer> counts, Logs logs) {
    Path path = Path.of(file.fill(counts, logs));
    if (!weightsOnly) {
      training.checkpoint(path);
      return;
    }
    try {
      Path directory = path.toAbsolutePath().getParent();
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
      }
      training.model().save(path);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the weights cannot be written to %s: %s".formatted(path, e), e);
    }
  }

  @Override
  public Memory remember() {
    Map<String, Double> numbers = new TreeMap<>();
    if (everySteps > 0) {
      numbers.put("steps_since", (double) stepsSince);
    }
    if (bestOnly) {
      numbers.put("best", best);
    }
    return Memory.of(numbers);
  }

  @Override
  public void recall(Memory memory) {
    stepsSince = memory.numbers().getOrDefault("steps_since", 0.0).intValue();
    best = memory.numbers().getOrDefault("best", best);
  }
}
