package dev.cortado.callback;

import dev.cortado.model.CompiledModel;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Stops training once a figure no longer improves, as Keras's callback of that name does. Used in
 * several runs, it begins each anew.
 */
public final class EarlyStopping implements Callback {
  private final Monitor monitor;
  private final int patience;
  private final OptionalDouble baseline;
  private final boolean restoreBestWeights;
  private final int startFromEpoch;

  private double best;
  private int bestEpoch;
  private int wait;
  private float[] bestWeights;
  private int weightCount;

  private EarlyStopping(
      Monitor monitor,
      int patience,
      OptionalDouble baseline,
      boolean restoreBestWeights,
      int startFromEpoch) {
    if (patience < 0 || startFromEpoch < 0) {
      throw new IllegalArgumentException(
          "patience and the first epoch are at least 0, not %d and %d"
              .formatted(patience, startFromEpoch));
    }
    this.monitor = monitor;
    this.patience = patience;
    this.baseline = baseline;
    this.restoreBestWeights = restoreBestWeights;
    this.startFromEpoch = startFromEpoch;
  }

  /** With Keras's defaults: once {@code val_loss} has not fallen in an epoch. */
  public static EarlyStopping create() {
    return new EarlyStopping(
        new Monitor("val_loss", MonitorMode.AUTO, 0), 0, OptionalDouble.empty(), false, 0);
  }

  /** This with another figure to watch, for example {@code val_accuracy}. */
  public EarlyStopping monitor(String figure) {
    return with(monitor.figure(figure));
  }

  /** This with word on which figures are better ones; by the name unless given. */
  public EarlyStopping mode(MonitorMode mode) {
    return with(monitor.mode(mode));
  }

  /** This counting as improvements only changes by more than so much; 0 unless given. */
  public EarlyStopping minDelta(double delta) {
    return with(monitor.minDelta(delta));
  }

  /** This stopping after so many epochs without an improvement; 0 unless given. */
  public EarlyStopping patience(int epochs) {
    return new EarlyStopping(monitor, epochs, baseline, restoreBestWeights, startFromEpoch);
  }

  /** This losing patience also with improvements that do not beat a figure. */
  public EarlyStopping baseline(double figure) {
    return new EarlyStopping(
        monitor, patience, OptionalDouble.of(figure), restoreBestWeights, startFromEpoch);
  }

  /**
   * This setting all parameters, when training ends for whatever reason, to those after the best
   * epoch; it keeps them as training stopped unless given.
   */
  public EarlyStopping restoreBestWeights(boolean whether) {
    return new EarlyStopping(monitor, patience, baseline, whether, startFromEpoch);
  }

  /** This disregarding the epochs before one, counted from 0. */
  public EarlyStopping startFromEpoch(int epoch) {
    return new EarlyStopping(monitor, patience, baseline, restoreBestWeights, epoch);
  }

  private EarlyStopping with(Monitor other) {
    return new EarlyStopping(other, patience, baseline, restoreBestWeights, startFromEpoch);
  }

  @Override
  public void onTrainBegin(Training training) {
    best = monitor.worst();
    bestEpoch = -1;
    wait = 0;
    bestWeights = null;
    weightCount = training.model() instanceof CompiledModel model ? model.parameters().length : 0;
  }

  @Override
  public void onEpochEnd(Training training, int epoch, Logs logs) {
    if (monitor.isLeftOut(training, logs)) {
      return;
    }
    double current = monitor.of(logs);
    if (epoch < startFromEpoch) {
      return;
    }
    boolean improved = monitor.improves(current, best);
    if (improved) {
      best = current;
    }
    if (improved || bestEpoch < 0) {
      bestEpoch = epoch;
      // A new array each time: a checkpoint may still hold the one before.
      bestWeights = restoreBestWeights ? weights(training).clone() : null;
    }
    wait++;
    if (improved) {
      if (baseline.isEmpty() || monitor.improves(current, baseline.getAsDouble())) {
        wait = 0;
      }
    } else if (wait >= patience && epoch > 0) {
      training.stop(reason());
    }
  }

  @Override
  public void onTrainEnd(Training training) {
    if (bestWeights == null) {
      return;
    }
    System.arraycopy(bestWeights, 0, weights(training), 0, bestWeights.length);
  }

  @Override
  public Memory remember() {
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("wait", (double) wait);
    numbers.put("best_epoch", (double) bestEpoch);
    if (Double.isFinite(best)) {
      numbers.put("best", best);
    }
    return new Memory(
        numbers, bestWeights == null ? Map.of() : Map.of("best_weights", bestWeights));
  }

  @Override
  public void recall(Memory memory) {
    float[] remembered = memory.arrays().get("best_weights");
    if (remembered != null && remembered.length != weightCount) {
      throw new IllegalArgumentException(
          "the best weights are %d values, but the network has %d"
              .formatted(remembered.length, weightCount));
    }
    wait = memory.numbers().getOrDefault("wait", 0.0).intValue();
    bestEpoch = memory.numbers().getOrDefault("best_epoch", -1.0).intValue();
    best = memory.numbers().getOrDefault("best", monitor.worst());
    bestWeights = remembered;
  }

  private String reason() {
    return Double.isFinite(best)
        ? "%s has not improved since epoch %d, when it was %s"
            .formatted(monitor.figure(), bestEpoch + 1, best)
        : "%s was never a finite number".formatted(monitor.figure());
  }

  private static float[] weights(Training training) {
    if (training.model() instanceof CompiledModel model) {
      return model.parameters();
    }
    throw new IllegalStateException(
        "the best weights can be kept of networks that Cortado compiled, not of a "
            + training.model().getClass().getName());
  }
}
