package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** {@code @Subtract}: the first of two layers of the same shape less the second. */
public record Subtract() implements Merge {

  static Optional<Drawn> draw(Choices choices) {
    return choices
        .layersOfOneShape()
        .map(layers -> new Drawn(new Subtract(), layers.subList(0, 2)));
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return CommonOps_DDRM.subtract(call.inputs().get(0), call.inputs().get(1), null);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj negative = gradient.copy();
    CommonOps_DDRM.changeSign(negative);
    return Gradients.of(List.of(gradient, negative));
  }
}
