package dev.cortado.callback;

import dev.cortado.io.JsonWriter;
import java.nio.file.Path;

/**
 * Writes the figures of each epoch as a JSON object on a line of its own, such as {@code
 * {"epoch":0,"accuracy":0.5,"loss":0.25}}, and those of every so many steps too where asked: {@code
 * {"epoch":0,"step":99,"accuracy":0.5,"loss":0.25}}. Epochs and steps count from 0. A figure that
 * is no finite number is null.
 *
 * <p>A run that goes on from a checkpoint goes on with the file. List it behind callbacks that add
 * figures.
 */
public final class JsonLinesLogger implements Callback {
  private final LogFile file;
  private final int everySteps;
  private int epoch;

  /** To a file, in place of one that is there; a line for each epoch. */
  public JsonLinesLogger(Path file) {
    this(new LogFile(file, false), 0);
  }

  private JsonLinesLogger(LogFile file, int everySteps) {
    this.file = file;
    this.everySteps = everySteps;
  }

  /** This going on after what the file holds, or replacing it as it does unless given. */
  public JsonLinesLogger append(boolean whether) {
    return new JsonLinesLogger(new LogFile(file.path(), whether), everySteps);
  }

  /**
   * This writing also after every so many steps of an epoch, with the figures of the epoch so far.
   */
  public JsonLinesLogger everySteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "a line is written every 1 or more steps, not every " + steps);
    }
    return new JsonLinesLogger(new LogFile(file.path(), file.append()), steps);
  }

  @Override
  public void onTrainBegin(Training training) {
    file.reset();
  }

  @Override
  public void onEpochBegin(Training training, int begins) {
    epoch = begins;
    file.open();
  }

  @Override
  public void onBatchEnd(Training training, int step, Logs logs) {
    if (everySteps > 0 && (step + 1) % everySteps == 0) {
      JsonWriter json = begin(epoch);
      json.name("step").literal(String.valueOf(step));
      add(json, logs);
    }
  }

  @Override
  public void onEpochEnd(Training training, int ended, Logs logs) {
    add(begin(ended), logs);
  }

  @Override
  public Memory remember() {
    return file.remember();
  }

  @Override
  public void recall(Memory memory) {
    file.recall(memory);
  }

  private static JsonWriter begin(int epoch) {
    JsonWriter json = new JsonWriter().begin();
    json.name("epoch").literal(String.valueOf(epoch));
    return json;
  }

  private void add(JsonWriter json, Logs logs) {
    for (String name : logs.names()) {
      double value = logs.get(name);
      json.name(name).literal(Double.isFinite(value) ? ShortestDecimal.of(value) : "null");
    }
    file.add(json.end() + "\n");
  }
}
