package dev.cortado.train;

import dev.cortado.data.Batch;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import dev.cortado.data.Samples;
import dev.cortado.kernel.Team;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Runs a network over data without training it. */
final class Evaluator {
  private final CompiledModel model;
  private final Objective objective;
  private Workspace workspace;
  private Team team;

  Evaluator(CompiledModel model, Objective objective) {
    this.model = model;
    this.objective = objective;
  }

  /** The figures of the data evaluated last. */
  Objective objective() {
    return objective;
  }

  /**
   * Accumulates the figures of data, in its order.
   *
   * @param steps after how many batches to stop, where the data does not end before
   * @param check looks at each batch, unless the data are samples, which were looked at before
   * @throws IllegalArgumentException where the data does not fit, or there is none
   */
  void evaluate(Dataset data, int batchSize, OptionalInt steps, DataCheck check)
      throws IOException {
    objective.reset();
    each(
        data,
        batchSize,
        steps,
        (batch, row) -> {
          if (!(data instanceof Samples)) {
            check.batch(batch, row);
          }
          run(batch);
          objective.add(workspace, batch, false);
        });
    if (objective.samples() == 0) {
      throw new IllegalArgumentException(
          "there are no samples to evaluate network %s on; give at least 1"
              .formatted(model.name()));
    }
  }

  /** Accumulates the figures of one batch alone. */
  void evaluate(Batch batch) {
    objective.reset();
    run(batch);
    objective.add(workspace, batch, false);
  }

  /** Predicts the samples of data, in its order: for each output, one row a sample. */
  float[][][] predict(Dataset data, int batchSize, OptionalInt steps, DataCheck check)
      throws IOException {
    int[] layers =
        model.outputs().stream().mapToInt(o -> model.blueprint().indexOf(o.name())).toArray();
    List<List<float[]>> rows = new ArrayList<>();
    for (int o = 0; o < model.outputs().size(); o++) {
      rows.add(new ArrayList<>());
    }
    each(
        data,
        batchSize,
        steps,
        (batch, row) -> {
          check.inputs(batch, row);
          run(batch);
          for (int o = 0; o < rows.size(); o++) {
            float[][] predictions = workspace.layer(layers[o]);
            for (int s = 0; s < batch.samples(); s++) {
              rows.get(o).add(predictions[s].clone());
            }
          }
        });
    return rows.stream().map(list -> list.toArray(float[][]::new)).toArray(float[][][]::new);
  }

  /** What is done with a batch, whose first sample has a number. */
  @FunctionalInterface
  private interface Visit {
    void batch(Batch batch, long row);
  }

  private void each(Dataset data, int batchSize, OptionalInt steps, Visit visit)
      throws IOException {
    Batch batch = new Batch(batchSize, model.blueprint().inputs().size(), objective.targetCount());
    int most = steps.orElse(Integer.MAX_VALUE);
    long row = 0;
    try (Dataset.Batches batches = data.batches(batchSize, Order.sequential())) {
      for (int step = 0; step < most && batches.next(batch); step++) {
        visit.batch(batch, row);
        row += batch.samples();
      }
    }
  }

  /** Splits the work of batches over a team; null for one thread. */
  void team(Team threads) {
    team = threads;
    if (workspace != null) {
      workspace.team(threads);
    }
  }

  private void run(Batch batch) {
    if (workspace == null || workspace.capacity() < batch.samples()) {
      workspace = model.workspace(batch.capacity(), false);
      workspace.team(team);
    }
    for (int i = 0; i < batch.inputCount(); i++) {
      workspace.input(i, batch.input(i), 0, batch.samples());
    }
    model.forwardOutputs(workspace, batch.samples());
  }
}
