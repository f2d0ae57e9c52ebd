package dev.cortado.data.series;

import dev.cortado.data.Sample;
import dev.cortado.data.Scaling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sliding windows over time series, as of Keras's {@code timeseries_dataset_from_array}: each gives
 * a sample whose input is the rows of the window, one after the other, and whose target is some
 * columns of a row at or after its end, or of each of its rows. What was fitted is saved with it,
 * and applied to rows at prediction time. Immutable.
 *
 * <pre>{@code
 * Windows windows = Windows.of(24).horizon(1).targets(0).standard(List.of(Series.of(train)));
 * trainer.fit(windows.samples(List.of(Series.of(train))), Fit.epochs(10));
 * windows.save(Path.of("windows.json"));
 * float[] next = windows.invert(model.predict(windows.input(latest)));
 * }</pre>
 *
 * <p>With a length of {@code l}, a sampling rate of {@code r} and a stride of {@code s}, window
 * {@code i} has the rows {@code i s, i s + r, ... i s + (l - 1) r}, and its target stands {@code
 * horizon} rows after the last of them.
 */
public final class Windows {
  private final WindowShape shape;
  private final Optional<Scaling> scaling;

  Windows(WindowShape shape, Optional<Scaling> scaling) {
    this.shape = shape;
    this.scaling = scaling;
  }

  /**
   * Windows of so many rows, which predict all columns of the next row.
   *
   * @throws IllegalArgumentException below 1
   */
  public static Windows of(int length) {
    return new Windows(WindowShape.of(length), Optional.empty());
  }

  /**
   * Every so many rows one is in the window: 1 unless given.
   *
   * @throws IllegalArgumentException below 1
   */
  public Windows samplingRate(int rows) {
    return new Windows(shape.withSamplingRate(rows), scaling);
  }

  /**
   * A window begins so many rows after the one before it: 1 unless given.
   *
   * @throws IllegalArgumentException below 1
   */
  public Windows stride(int rows) {
    return new Windows(shape.withStride(rows), scaling);
  }

  /**
   * The target stands so many rows after the last row of the window: 1 unless given, 0 for the last
   * row itself.
   *
   * @throws IllegalArgumentException below 0
   */
  public Windows horizon(int rows) {
    return new Windows(shape.withHorizon(rows), scaling);
  }

  /**
   * The target is so many rows from the horizon on, one after the other: 1 unless given.
   *
   * @throws IllegalArgumentException below 1
   */
  public Windows steps(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a target has at least 1 row, not %d".formatted(rows));
    }
    return new Windows(shape.withSteps(rows), scaling);
  }

  /**
   * The target has a row for each row of the window, that row itself: what an autoencoder is to
   * give back, or, where series have targets of their own, what a network with {@code
   * returnSequences} is to say at each step. In place of {@link #horizon} and {@link #steps}:
   * whichever is called last holds.
   */
  public Windows targetsAtEachRow() {
    return new Windows(shape.withSteps(WindowShape.EACH_ROW), scaling);
  }

  /**
   * The target is these columns, from 0, of the series' targets where it has its own, else of its
   * rows: all of them unless given.
   *
   * @throws IllegalArgumentException where one is negative
   */
  public Windows targets(int... columns) {
    return new Windows(shape.withTargets(Arrays.stream(columns).boxed().toList()), scaling);
  }

  /** With features scaled, and targets that are columns of them. */
  public Windows scaling(Scaling value) {
    return new Windows(shape, Optional.of(value));
  }

  /**
   * With each feature scaled to a mean of 0 and a standard deviation of 1, fitted on all rows of
   * series: those for training.
   *
   * @throws IllegalArgumentException where there are no rows, they differ in length, or a value is
   *     not finite
   */
  public Windows standard(List<Series> series) {
    return scaling(Scaling.standard(rows(series)));
  }

  /** With each feature scaled to the range from 0 to 1, as {@link #standard}. */
  public Windows minMax(List<Series> series) {
    return scaling(Scaling.minMax(rows(series)));
  }

  private static float[][] rows(List<Series> series) {
    return series.stream().flatMap(one -> Arrays.stream(one.rows())).toArray(float[][]::new);
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws IOException where it cannot be read or is no such file; the message names it
   */
  public static Windows load(Path file) throws IOException {
    return WindowsFile.read(file);
  }

  /** Writes a file in JSON, whole or not at all. Loaded again, it gives the same bits. */
  public void save(Path file) throws IOException {
    WindowsFile.write(this, file);
  }

  /** From how many rows one after the other a window is taken. */
  public int span() {
    return shape.span();
  }

  /** What features are scaled by, where they are. */
  public Optional<Scaling> scaling() {
    return scaling;
  }

  /**
   * All windows of some series. Windows take no memory until they are read; scaled series take as
   * much as they did before.
   *
   * @throws IllegalArgumentException where no series is long enough for a window, or they differ in
   *     columns or in whether they have targets of their own
   */
  public WindowSamples samples(List<Series> series) {
    return new WindowSamples(shape, series.stream().map(this::scaled).toList());
  }

  private Series scaled(Series series) {
    if (scaling.isEmpty()) {
      return series;
    }
    float[][] rows = scaling.get().apply(series.rows());
    return series.targets().map(targets -> Series.of(rows, targets)).orElse(Series.of(rows));
  }

  /**
   * The windows of series that need not fit into memory, for {@link
   * dev.cortado.data.StreamSamples}: {@code StreamSamples.of(() -> windows.samples(steps()))}.
   *
   * @param steps the rows of one group after the other's, from the earliest to the latest
   * @return samples as {@link #samples(List)} has them
   */
  public Stream<Sample> samples(Stream<Step> steps) {
    WindowStream stream = new WindowStream(shape, scaling);
    return steps.sequential().mapMulti(stream::add);
  }

  /**
   * The input of the window that ends with the last of some rows, for a prediction.
   *
   * @param latest at least {@link #span} rows, as they were measured
   * @throws IllegalArgumentException where there are fewer, or they are not as the rows for
   *     training
   */
  public float[] input(float[][] latest) {
    if (latest.length < span()) {
      throw new IllegalArgumentException(
          "there are %d rows, but a window is taken from %d; give more of the latest rows"
              .formatted(latest.length, span()));
    }
    float[][] rows = Arrays.copyOfRange(latest, latest.length - span(), latest.length);
    for (int i = 0; i < rows.length && scaling.isPresent(); i += shape.samplingRate()) {
      rows[i] = scaling.get().apply(rows[i]);
    }
    float[] input = new float[shape.length() * rows[0].length];
    shape.writeInput(rows, 0, input);
    return input;
  }

  /**
   * What a prediction is before scaling, where targets are columns of the series' rows.
   *
   * @throws IllegalArgumentException where it has not as many numbers as a target
   */
  public float[] invert(float[] prediction) {
    if (scaling.isEmpty()) {
      return prediction.clone();
    }
    int columns = scaling.get().offsets().length;
    int[] chosen = shape.targetColumns(columns);
    if (prediction.length != chosen.length * shape.targetRows()) {
      throw new IllegalArgumentException(
          "the prediction has %d numbers, but a target has %d"
              .formatted(prediction.length, chosen.length * shape.targetRows()));
    }
    Scaling targets = scaling.get().columns(chosen);
    List<float[]> rows = new ArrayList<>();
    for (int step = 0; step < shape.targetRows(); step++) {
      int from = step * chosen.length;
      rows.add(targets.invert(Arrays.copyOfRange(prediction, from, from + chosen.length)));
    }
    float[] inverted = new float[prediction.length];
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = rows.get(i / chosen.length)[i % chosen.length];
    }
    return inverted;
  }

  WindowShape shape() {
    return shape;
  }
}
