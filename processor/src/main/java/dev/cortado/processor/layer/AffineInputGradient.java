package dev.cortado.processor.layer;

import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Product;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/** {@code output = gradient · kernelᵀ}: the gradient of an affine map with respect to its input. */
record AffineInputGradient(Value output, Value gradient, Value kernel) implements Operation {

  @Override
  public List<Value> inputs() {
    return List.of(gradient, kernel);
  }

  @Override
  public String formula() {
    return "%s = %s · kernelᵀ".formatted(output.name(), gradient.name());
  }

  @Override
  public Optional<Product> product() {
    return Optional.of(
        new Product(gradient.shape().last(), output.shape().last(), output.shape().repeats()));
  }

  @Override
  public long multiplyAdds() {
    return product().orElseThrow().multiplyAdds();
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return code(lowering).sample(lowering.form(this), lowering);
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return code(lowering).batch(lowering.form(this), lowering);
  }

  private ProductCode code(Lowering lowering) {
    return new ProductCode(
        product().orElseThrow(),
        gradient,
        output,
        Index.of(lowering.offset(kernel)),
        1,
        gradient.shape().last(),
        Optional.empty());
  }
}
