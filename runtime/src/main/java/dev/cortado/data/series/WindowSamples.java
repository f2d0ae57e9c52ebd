package dev.cortado.data.series;

import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import dev.cortado.data.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The windows of series in memory: each is copied once, into rows that a pass uses again for the
 * next batch. They are in the order of the series, and of time. Immutable.
 */
public final class WindowSamples implements Dataset {
  private final WindowShape shape;
  private final List<Series> series;

  /** The number of the first window of each series, among all; and of what would come after. */
  private final int[] firsts;

  private final int[] columns;
  private final int inputSize;
  private final int from;
  private final int to;

  WindowSamples(WindowShape shape, List<Series> series) {
    this.shape = shape;
    this.series = List.copyOf(series);
    firsts = new int[series.size() + 1];
    for (int i = 0; i < series.size(); i++) {
      firsts[i + 1] = Math.addExact(firsts[i], shape.count(series.get(i).count()));
    }
    from = 0;
    to = firsts[series.size()];
    if (to == 0) {
      throw new IllegalArgumentException(
          "none of %d series has the %d rows that a window takes with its target; make windows shorter"
              .formatted(series.size(), shape.reach()));
    }
    Series first = series.stream().filter(one -> one.count() > 0).findFirst().orElseThrow();
    columns = shape.targetColumns(targets(first)[0].length);
    inputSize = Math.multiplyExact(shape.length(), first.rows()[0].length);
    for (int i = 0; i < series.size(); i++) {
      requireLike(first, series.get(i), i);
    }
  }

  private WindowSamples(WindowSamples all, int from, int to) {
    shape = all.shape;
    series = all.series;
    firsts = all.firsts;
    columns = all.columns;
    inputSize = all.inputSize;
    this.from = from;
    this.to = to;
  }

  private static float[][] targets(Series series) {
    return series.targets().orElse(series.rows());
  }

  private static void requireLike(Series first, Series series, int index) {
    if (series.count() > 0
        && (series.rows()[0].length != first.rows()[0].length
            || targets(series)[0].length != targets(first)[0].length
            || series.targets().isPresent() != first.targets().isPresent())) {
      throw new IllegalArgumentException(
          "series %d has rows of %d and targets of %d columns, but the first has %d and %d; all have the same"
              .formatted(
                  index,
                  series.rows()[0].length,
                  targets(series)[0].length,
                  first.rows()[0].length,
                  targets(first)[0].length));
    }
  }

  @Override
  public OptionalInt size() {
    return OptionalInt.of(count());
  }

  /** The number of windows. */
  public int count() {
    return to - from;
  }

  /**
   * The windows from one index up to, but without, another. Windows on both sides of a cut share
   * rows: leave out as many as overlap where they must not.
   *
   * @throws IndexOutOfBoundsException where there are not so many windows
   */
  public WindowSamples slice(int first, int end) {
    Objects.checkFromToIndex(first, end, count());
    return new WindowSamples(this, from + first, from + end);
  }

  /** A window and its target, in fresh arrays. */
  public Sample sample(int index) {
    float[] input = new float[inputSize];
    float[] target = new float[Math.multiplyExact(columns.length, shape.targetRows())];
    write(from + Objects.checkIndex(index, count()), input, target);
    return Sample.of(input, target);
  }

  private void write(int window, float[] input, float[] target) {
    int found = Arrays.binarySearch(firsts, window);
    int group = found >= 0 ? found : -found - 2;
    // Series without a window begin where the next one does
    while (firsts[group + 1] == window) {
      group++;
    }
    int start = (window - firsts[group]) * shape.stride();
    shape.writeInput(series.get(group).rows(), start, input);
    shape.writeTarget(targets(series.get(group)), start, columns, target);
  }

  @Override
  public Batches batches(int batchSize, Order order) {
    return new Pass(order.indices(count()), Math.min(batchSize, Math.max(count(), 1)));
  }

  private final class Pass implements Batches {
    private final int[] indices;
    private final float[][] inputs;
    private final float[][] targets;
    private int next;

    private Pass(int[] indices, int batchSize) {
      this.indices = indices;
      inputs = new float[batchSize][inputSize];
      targets = new float[batchSize][Math.multiplyExact(columns.length, shape.targetRows())];
    }

    @Override
    public boolean next(Batch batch) {
      int samples = Math.min(inputs.length, indices.length - next);
      batch.samples(samples);
      for (int s = 0; s < samples; s++) {
        write(from + indices[next + s], inputs[s], targets[s]);
        batch.input(0)[s] = inputs[s];
        batch.target(0)[s] = targets[s];
        batch.weights()[s] = 1;
      }
      next += samples;
      return samples > 0;
    }

    @Override
    public void skip(int count, Batch batch) {
      next = (int) Math.min(indices.length, next + (long) count * inputs.length);
    }
  }
}
