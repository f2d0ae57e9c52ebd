package dev.cortado.train;

import dev.cortado.data.Samples;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import java.util.List;

/** Looks at all samples before the first step. */
final class DataCheck {
  private DataCheck() {}

  /**
   * Refuses samples that do not fit a network.
   *
   * @throws IllegalArgumentException naming the row, and the column where there is one
   */
  static void check(Model model, Objective objective, Samples samples) {
    List<Layer> inputs = model.inputs();
    List<Layer> outputs = model.outputs();
    if (samples.inputs().size() != inputs.size() || samples.targets().size() != outputs.size()) {
      throw new IllegalArgumentException(
          "network %s has %d inputs and %d outputs, but the samples have %d and %d"
              .formatted(
                  model.name(),
                  inputs.size(),
                  outputs.size(),
                  samples.inputs().size(),
                  samples.targets().size()));
    }
    for (int i = 0; i < inputs.size(); i++) {
      Layer input = inputs.get(i);
      float[][] rows = samples.inputs().get(i);
      for (int row = 0; row < rows.length; row++) {
        if (rows[row].length != input.shape().size()) {
          throw new IllegalArgumentException(
              "row %d has %d values for the input '%s', whose shape %s takes %d"
                  .formatted(
                      row, rows[row].length, input.name(), input.shape(), input.shape().size()));
        }
        for (int column = 0; column < rows[row].length; column++) {
          if (!Float.isFinite(rows[row][column])) {
            throw new IllegalArgumentException(
                "row %d, column %d of the input '%s' is %s"
                    .formatted(row, column, input.name(), rows[row][column]));
          }
        }
      }
    }
    for (int o = 0; o < outputs.size(); o++) {
      float[][] rows = samples.targets().get(o);
      int size = objective.loss(o).targetSize();
      for (int row = 0; row < rows.length; row++) {
        if (rows[row].length != size) {
          throw new IllegalArgumentException(
              "row %d has %d target values for the output '%s', whose loss takes %d"
                  .formatted(row, rows[row].length, outputs.get(o).name(), size));
        }
        String problem = objective.loss(o).problemWith(rows[row]);
        if (problem != null) {
          throw new IllegalArgumentException(
              "row %d of the target of '%s': %s".formatted(row, outputs.get(o).name(), problem));
        }
      }
    }
  }
}
