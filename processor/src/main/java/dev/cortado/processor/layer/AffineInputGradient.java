package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Product;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code output = gradient · kernelᵀ}: the gradient of an affine map with respect to its input.
 *
 * @param map the map
 */
record AffineInputGradient(AffineKernel map, Value output, Value gradient, Value kernel)
    implements Operation {

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
    return Optional.of(size());
  }

  private Product size() {
    return new Product(gradient.shape().last(), output.shape().last(), output.shape().repeats());
  }

  @Override
  public long multiplyAdds() {
    return size().multiplyAdds();
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return new ProductCode(
            size(),
            lowering.array(gradient),
            lowering.array(output),
            Index.of(lowering.offset(kernel)),
            1,
            gradient.shape().last(),
            Optional.empty())
        .straightLine();
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    if (lowering.form(this) == Form.STRAIGHT_LINE) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            map.call(
                lowering,
                "inputGradient",
                name("parameters"),
                name(lowering.array(gradient)),
                name(lowering.array(output)),
                name("samples"))));
  }
}
