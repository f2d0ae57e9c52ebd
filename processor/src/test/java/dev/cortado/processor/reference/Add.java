package dev.cortado.processor.reference;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** {@code @Add}: the sum of layers of the same shape. */
public record Add() implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    return choices.layersOfOneShape().map(layers -> new Drawn(new Add(), layers));
  }

  @Override
  public List<String> attributes() {
    return List.of();
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return inputs.size();
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj sum = call.input().createLike();
    call.inputs().forEach(input -> CommonOps_DDRM.addEquals(sum, input));
    return sum;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    return Gradients.of(Collections.nCopies(call.inputs().size(), gradient));
  }
}
