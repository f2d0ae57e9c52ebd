package dev.cortado.train;

import dev.cortado.model.Blueprint;
import dev.cortado.model.LayerSpec;
import dev.cortado.model.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Which numbers of an input are tokens of an embedding that reads it directly: whole ones from 0 to
 * below {@code count}.
 *
 * @param layer the embedding's name
 * @param count its {@code inputDim}
 */
record TokenRange(String layer, int count) {

  /** Those that an input has to keep to, one for each embedding that reads it. */
  static List<TokenRange> of(Blueprint blueprint, String input) {
    List<TokenRange> ranges = new ArrayList<>();
    for (LayerSpec layer : blueprint.layers()) {
      if (layer.type().equals("Embedding") && layer.inputs().equals(List.of(input))) {
        // A used network whose interface has this name has no parameters of its own
        for (ParameterSpec matrix : layer.parameters()) {
          ranges.add(new TokenRange(layer.name(), matrix.shape().sizes().get(0)));
        }
      }
    }
    return List.copyOf(ranges);
  }

  /** The column of the first number of a row that is no token, or -1. */
  int wrongColumn(float[] row) {
    for (int column = 0; column < row.length; column++) {
      int token = (int) row[column];
      if (token != row[column] || token < 0 || token >= count) {
        return column;
      }
    }
    return -1;
  }
}
