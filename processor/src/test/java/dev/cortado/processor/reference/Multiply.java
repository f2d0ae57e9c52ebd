package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** {@code @Multiply}: the product of layers of the same shape, element by element. */
public record Multiply() implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    return choices.layersOfOneShape().map(layers -> new Drawn(new Multiply(), layers));
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
  public DMatrixRMaj forward(Call call) {
    return product(call.inputs());
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    List<DMatrixRMaj> gradients = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      List<DMatrixRMaj> factors = new ArrayList<>(call.inputs());
      factors.set(i, gradient);
      gradients.add(product(factors));
    }
    return Gradients.of(gradients);
  }

  private static DMatrixRMaj product(List<DMatrixRMaj> factors) {
    DMatrixRMaj product = factors.get(0).copy();
    factors.stream().skip(1).forEach(factor -> CommonOps_DDRM.elementMult(product, factor));
    return product;
  }
}
