package dev.cortado.processor.reference;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ejml.data.DMatrixRMaj;

/**
 * What a layer computes from.
 *
 * @param position its position among the layers of its network
 * @param inputs the values of the layers that feed it: one row a sample
 * @param shapes the shapes of the inputs
 * @param parameters its parameters by name
 * @param noise the key of the step's random draws; empty while predicting
 * @param rounding what happens to numbers that float code computes on its way
 */
public record Call(
    int position,
    List<DMatrixRMaj> inputs,
    List<Shape> shapes,
    Map<String, DMatrixRMaj> parameters,
    OptionalLong noise,
    Rounding rounding) {
  /** Copies the collections. */
  public Call {
    inputs = List.copyOf(inputs);
    shapes = List.copyOf(shapes);
    parameters = Map.copyOf(parameters);
  }

  DMatrixRMaj input() {
    return inputs.get(0);
  }

  Shape shape() {
    return shapes.get(0);
  }

  int samples() {
    return input().numRows;
  }
}
