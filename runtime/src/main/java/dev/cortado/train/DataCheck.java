package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks at data before a network is trained or evaluated on it: samples in memory as a whole,
 * others batch by batch.
 *
 * <p>All methods throw an {@link IllegalArgumentException} where data does not fit, which names the
 * row, the column where there is one, the layer, what was found and what was expected, and the
 * remedy.
 */
final class DataCheck {
  private final CompiledModel model;
  private final Objective objective;
  private final String where;
  private final List<Layer> inputs;
  private final int[] inputSizes;
  private final Finiteness[] finiteness;
  private final List<List<TokenRange>> tokens;

  /**
   * @param where which data it looks at, at the beginning of messages
   */
  DataCheck(CompiledModel model, Objective objective, String where) {
    this.where = where;
    this.model = model;
    this.objective = objective;
    inputs = model.inputs();
    inputSizes = inputs.stream().mapToInt(input -> input.shape().size()).toArray();
    finiteness = IntStream.of(inputSizes).mapToObj(Finiteness::new).toArray(Finiteness[]::new);
    tokens = inputs.stream().map(input -> TokenRange.of(model.blueprint(), input.name())).toList();
  }

  /** Checks all samples. */
  void samples(Samples samples) {
    requireCounts(samples.inputs().size(), samples.targets().size());
    if (samples.count() == 0) {
      throw failure("there are no samples for network %s; give at least 1".formatted(model.name()));
    }
    for (int i = 0; i < inputs.size(); i++) {
      float[][] rows = samples.inputs().get(i);
      input(i, rows, rows.length, 0);
    }
    for (int o = 0; o < objective.targetCount(); o++) {
      float[][] rows = samples.targets().get(o);
      for (int row = 0; row < rows.length; row++) {
        target(o, rows[row], row);
      }
    }
    for (int row = 0; row < samples.count(); row++) {
      weight(samples.weights()[row], row, "");
    }
    for (int o = 0; o < samples.targetWeights().size(); o++) {
      float[] weights = samples.targetWeights().get(o);
      for (int row = 0; row < weights.length; row++) {
        weight(weights[row], row, objective.output(o).weightOf());
      }
    }
  }

  /**
   * Checks a batch. Allocates nothing where it is as it should be.
   *
   * @param firstRow the number of its first sample among those of the data set
   */
  void batch(Batch batch, long firstRow) {
    requireCounts(batch.inputCount(), batch.outputCount());
    inputs(batch, firstRow);
    for (int o = 0; o < objective.targetCount(); o++) {
      float[][] rows = batch.target(o);
      for (int s = 0; s < batch.samples(); s++) {
        target(o, rows[s], firstRow + s);
      }
    }
    for (int s = 0; s < batch.samples(); s++) {
      weight(batch.weights()[s], firstRow + s, "");
      for (int o = 0; o < objective.targetCount(); o++) {
        weight(batch.targetWeights(o)[s], firstRow + s, objective.output(o).weightOf());
      }
    }
  }

  /** Checks a batch's inputs alone, as far as predictions need them. */
  void inputs(Batch batch, long firstRow) {
    if (batch.samples() == 0) {
      throw failure(
          "the batch holds no samples; fill it, and say with samples(n) how many it holds");
    }
    for (int i = 0; i < inputs.size(); i++) {
      input(i, batch.input(i), batch.samples(), firstRow);
    }
  }

  private void requireCounts(int inputCount, int outputCount) {
    if (inputCount != inputs.size() || outputCount != objective.targetCount()) {
      throw failure(
          "network %s has the inputs %s and the outputs%s %s, but the samples have rows for %d inputs and %d outputs; give rows for each, in this order"
              .formatted(
                  model.name(),
                  model.blueprint().inputs(),
                  objective.targetCount() < model.outputs().size() ? " with a loss" : "",
                  IntStream.range(0, objective.targetCount())
                      .mapToObj(o -> objective.output(o).layer().name())
                      .toList(),
                  inputCount,
                  outputCount));
    }
  }

  private void input(int index, float[][] rows, int count, long firstRow) {
    Layer input = inputs.get(index);
    int size = inputSizes[index];
    for (int s = 0; s < count; s++) {
      float[] values = rows[s];
      if (values == null || values.length != size) {
        throw failure(
            "row %d has %s for the input '%s', whose shape %s takes %d; give each sample as one row in row-major order, or mend the shape of the @Input"
                .formatted(firstRow + s, count(values), input.name(), input.shape(), size));
      }
    }
    if (!finiteness[index].holds(rows, count)) {
      int row = 0;
      int column = 0;
      while (Float.isFinite(rows[row][column])) {
        column = (column + 1) % size;
        row += column == 0 ? 1 : 0;
      }
      throw failure(
          "row %d, column %d of the input '%s' is %s; leave the row out, or put a number there, such as the column's mean"
              .formatted(firstRow + row, column, input.name(), rows[row][column]));
    }
    List<TokenRange> ranges = tokens.get(index);
    for (int r = 0; r < ranges.size(); r++) {
      tokens(input, ranges.get(r), rows, count, firstRow);
    }
  }

  private void tokens(Layer input, TokenRange range, float[][] rows, int count, long firstRow) {
    for (int s = 0; s < count; s++) {
      int column = range.wrongColumn(rows[s]);
      if (column >= 0) {
        throw failure(
            "row %d, column %d of the input '%s' is %s, but layer '%s' takes tokens, whole numbers from 0 to %d; check the vocabulary, or raise inputDim"
                .formatted(
                    firstRow + s,
                    column,
                    input.name(),
                    rows[s][column],
                    range.layer(),
                    range.count() - 1));
      }
    }
  }

  private void target(int index, float[] values, long row) {
    OutputObjective output = objective.output(index);
    Loss.OutputLoss loss = output.loss();
    if (values == null || values.length != loss.targetSize()) {
      throw failure(
          "row %d has %s as target of the output '%s' of shape %s, where %s takes %d; %s"
              .formatted(
                  row,
                  count(values),
                  output.layer().name(),
                  output.layer().shape(),
                  output.lossName(),
                  loss.targetSize(),
                  remedy(values, output)));
    }
    String problem = loss.problemWith(values);
    if (problem != null) {
      throw failure(
          "row %d of the target of '%s': %s".formatted(row, output.layer().name(), problem));
    }
  }

  private static String remedy(float[] values, OutputObjective output) {
    int size = output.layer().shape().size();
    int classes = output.layer().shape().last();
    int given = values == null ? 0 : values.length;
    if (classes > 1 && given == size / classes) {
      return "indices of classes go with a sparse loss, or into Labels.oneHot";
    }
    if (classes > 1 && given == size) {
      return "a value for each class goes with a loss that is not sparse";
    }
    return "give as many, or another number of units to the output";
  }

  /**
   * @param of of which output, where it is of one alone
   */
  private void weight(float weight, long row, String of) {
    if (!Float.isFinite(weight)) {
      throw failure(
          "the weight of row %d%s is %s; give a finite number, 1 for a sample that counts as any other"
              .formatted(row, of, weight));
    }
  }

  private IllegalArgumentException failure(String what) {
    return new IllegalArgumentException(where + what);
  }

  private static String count(float[] values) {
    return values == null
        ? "no values"
        : values.length == 1 ? "1 value" : values.length + " values";
  }
}
