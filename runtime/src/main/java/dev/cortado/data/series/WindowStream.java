package dev.cortado.data.series;

import dev.cortado.data.Sample;
import dev.cortado.data.Scaling;
import java.util.Optional;
import java.util.function.Consumer;

/** The windows of rows as they come, of which as many are kept as a window and its target take. */
final class WindowStream {
  private final WindowShape shape;
  private final Optional<Scaling> scaling;
  private final float[][] rows;
  private final float[][] targets;
  private String group;

  /** How many rows of the group there were. */
  private long count;

  WindowStream(WindowShape shape, Optional<Scaling> scaling) {
    this.shape = shape;
    this.scaling = scaling;
    rows = new float[shape.reach()][];
    targets = new float[shape.reach()][];
  }

  /** Takes the next row, and hands on the window that it ends, where it ends one. */
  void add(Step step, Consumer<Sample> samples) {
    if (!step.group().equals(group)) {
      group = step.group();
      count = 0;
    }
    int place = (int) (count % rows.length);
    rows[place] = scaling.map(way -> way.apply(step.row())).orElse(step.row());
    targets[place] = step.target() == step.row() ? rows[place] : step.target();
    count++;
    long start = count - rows.length;
    if (start >= 0 && start % shape.stride() == 0) {
      samples.accept(window((int) (start % rows.length)));
    }
  }

  private Sample window(int start) {
    int[] columns = shape.targetColumns(targets[0].length);
    float[] input = new float[Math.multiplyExact(shape.length(), rows[0].length)];
    float[] target = new float[Math.multiplyExact(columns.length, shape.targetRows())];
    shape.writeInput(rows, start, input);
    shape.writeTarget(targets, start, columns, target);
    return Sample.of(input, target);
  }
}
