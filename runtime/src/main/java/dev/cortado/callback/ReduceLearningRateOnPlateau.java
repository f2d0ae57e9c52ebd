package dev.cortado.callback;

import java.util.Map;
import java.util.TreeMap;

/**
 * Lowers the learning rate whenever a figure has not improved for a while: Keras's {@code
 * ReduceLROnPlateau}. Adds the rate of each epoch to its figures, as {@code learning_rate}.
 */
public final class ReduceLearningRateOnPlateau implements Callback {
  private final Monitor monitor;
  private final double factor;
  private final int patience;
  private final int cooldown;
  private final double minRate;

  private double best;
  private int wait;
  private int coolingDown;

  private ReduceLearningRateOnPlateau(
      Monitor monitor, double factor, int patience, int cooldown, double minRate) {
    if (!(factor > 0 && factor < 1) || patience < 0 || cooldown < 0 || !(minRate >= 0)) {
      throw new IllegalArgumentException(
          "the factor is above 0 and below 1, patience, cooldown and the least rate are at least 0, not %s, %d, %d and %s"
              .formatted(factor, patience, cooldown, minRate));
    }
    this.monitor = monitor;
    this.factor = factor;
    this.patience = patience;
    this.cooldown = cooldown;
    this.minRate = minRate;
  }

  /** With Keras's defaults: to a tenth, once {@code val_loss} has not fallen for 10 epochs. */
  public static ReduceLearningRateOnPlateau create() {
    return new ReduceLearningRateOnPlateau(
        new Monitor("val_loss", MonitorMode.AUTO, 1e-4), 0.1, 10, 0, 0);
  }

  /** This with another figure to watch, for example {@code val_accuracy}. */
  public ReduceLearningRateOnPlateau monitor(String figure) {
    return with(monitor.figure(figure));
  }

  /** This with word on which figures are better ones; by the name unless given. */
  public ReduceLearningRateOnPlateau mode(MonitorMode mode) {
    return with(monitor.mode(mode));
  }

  /** This counting as improvements only changes by more than so much; 1e-4 unless given. */
  public ReduceLearningRateOnPlateau minDelta(double delta) {
    return with(monitor.minDelta(delta));
  }

  /** This multiplying the rate by another factor below 1; 0.1 unless given. */
  public ReduceLearningRateOnPlateau factor(double value) {
    return new ReduceLearningRateOnPlateau(monitor, value, patience, cooldown, minRate);
  }

  /** This waiting for so many epochs without an improvement; 10 unless given. */
  public ReduceLearningRateOnPlateau patience(int epochs) {
    return new ReduceLearningRateOnPlateau(monitor, factor, epochs, cooldown, minRate);
  }

  /** This counting epochs again only so many epochs after a reduction; 0 unless given. */
  public ReduceLearningRateOnPlateau cooldown(int epochs) {
    return new ReduceLearningRateOnPlateau(monitor, factor, patience, epochs, minRate);
  }

  /** This going no lower than a rate; 0 unless given. */
  public ReduceLearningRateOnPlateau minRate(double rate) {
    return new ReduceLearningRateOnPlateau(monitor, factor, patience, cooldown, rate);
  }

  private ReduceLearningRateOnPlateau with(Monitor other) {
    return new ReduceLearningRateOnPlateau(other, factor, patience, cooldown, minRate);
  }

  @Override
  public void onTrainBegin(Training training) {
    best = monitor.worst();
    wait = 0;
    coolingDown = 0;
  }

  @Override
  public void onEpochEnd(Training training, int epoch, Logs logs) {
    double rate = training.learningRate();
    logs.set(LearningRateScheduler.FIGURE, rate);
    if (monitor.isLeftOut(training, logs)) {
      return;
    }
    double current = monitor.of(logs);
    if (coolingDown > 0) {
      coolingDown--;
      wait = 0;
    }
    if (monitor.improves(current, best)) {
      best = current;
      wait = 0;
    } else if (coolingDown == 0) {
      wait++;
      if (wait >= patience && rate > minRate) {
        training.setLearningRate(Math.max(rate * factor, minRate));
        coolingDown = cooldown;
        wait = 0;
      }
    }
  }

  @Override
  public Memory remember() {
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put("wait", (double) wait);
    numbers.put("cooling_down", (double) coolingDown);
    if (Double.isFinite(best)) {
      numbers.put("best", best);
    }
    return Memory.of(numbers);
  }

  @Override
  public void recall(Memory memory) {
    Map<String, Double> numbers = memory.numbers();
    wait = numbers.getOrDefault("wait", 0.0).intValue();
    coolingDown = numbers.getOrDefault("cooling_down", 0.0).intValue();
    best = numbers.getOrDefault("best", monitor.worst());
  }
}
