package dev.cortado.processor.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ejml.data.DMatrixRMaj;

/**
 * What a layer computes from.
 *
 * @param position its position among the layers of its network
 * @param inputs the values of the layers that feed it: one row a sample
 * @param shapes the shapes of the inputs
 * @param masks which of the steps of each input count; empty where all do
 * @param parameters its parameters by name
 * @param noise the key of the step's random draws; empty while predicting
 * @param rounding what happens to numbers that float code computes on its way
 */
public record Call(
    int position,
    List<DMatrixRMaj> inputs,
    List<Shape> shapes,
    List<Optional<DMatrixRMaj>> masks,
    Map<String, DMatrixRMaj> parameters,
    OptionalLong noise,
    Rounding rounding) {
  /** Copies the collections. */
  public Call {
    inputs = List.copyOf(inputs);
    shapes = List.copyOf(shapes);
    masks = List.copyOf(masks);
    parameters = Map.copyOf(parameters);
  }

  DMatrixRMaj input() {
    return inputs.get(0);
  }

  Shape shape() {
    return shapes.get(0);
  }

  /** Which of so many steps count in one of the inputs; empty where their masks have others. */
  Optional<DMatrixRMaj> anyMask(int steps) {
    List<DMatrixRMaj> present = masks.stream().flatMap(Optional::stream).toList();
    return present.stream().anyMatch(mask -> mask.numCols != steps)
        ? Optional.empty()
        : present.stream().reduce(Call::either);
  }

  private static DMatrixRMaj either(DMatrixRMaj one, DMatrixRMaj other) {
    DMatrixRMaj either = one.copy();
    for (int i = 0; i < either.data.length; i++) {
      either.data[i] = Math.max(one.data[i], other.data[i]);
    }
    return either;
  }

  int samples() {
    return input().numRows;
  }
}
