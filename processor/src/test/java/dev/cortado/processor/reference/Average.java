package dev.cortado.processor.reference;

import java.util.Collections;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** {@code @Average}: the mean of layers of the same shape. */
public record Average() implements Merge {

  static Optional<Drawn> draw(Choices choices) {
    return choices.layersOfOneShape().map(layers -> new Drawn(new Average(), layers));
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj mean = call.input().createLike();
    call.inputs().forEach(input -> CommonOps_DDRM.addEquals(mean, input));
    CommonOps_DDRM.divide(mean, call.inputs().size());
    return mean;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    int count = call.inputs().size();
    DMatrixRMaj part = gradient.copy();
    CommonOps_DDRM.divide(part, count);
    return Gradients.of(Collections.nCopies(count, part));
  }
}
