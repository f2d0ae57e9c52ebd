package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.fma;
import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Product;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of a kernel: {@code inputᵀ · gradient}, summed over samples and leading axes, always
 * in the order of the samples and with fma.
 *
 * @param map the map that the kernel belongs to
 */
record AffineKernelGradient(AffineKernel map, Value output, Value input, Value gradient)
    implements Operation {

  @Override
  public List<Value> inputs() {
    return List.of(input, gradient);
  }

  @Override
  public String formula() {
    return "∂loss/∂%s = Σ %sᵀ · %s".formatted(output.name(), input.name(), gradient.name());
  }

  @Override
  public Optional<Product> product() {
    return Optional.of(
        new Product(input.shape().last(), gradient.shape().last(), input.shape().repeats()));
  }

  @Override
  public long multiplyAdds() {
    return product().orElseThrow().multiplyAdds();
  }

  /** Adds the products of one sample to the gradient. */
  @Override
  public List<Statement> sample(Lowering lowering) {
    List<Statement> code = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      for (int j = 0; j < gradient.size(); j++) {
        Expression sum =
            new Element(
                "gradient", Index.of(lowering.offset(output)).plus(i * gradient.size() + j));
        Expression left = new Element(lowering.row(input), Index.of(i));
        Expression right = new Element(lowering.row(gradient), Index.of(j));
        code.add(new Statement.Assign(sum, fma(left, right, sum)));
      }
    }
    return code;
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    if (lowering.form(this) != Form.STRAIGHT_LINE) {
      return Optional.of(
          List.of(
              map.call(
                  lowering,
                  "kernelGradient",
                  name(lowering.array(input)),
                  name(lowering.array(gradient)),
                  name("samples"),
                  name("gradient"))));
    }
    List<Statement> body = new ArrayList<>();
    body.add(new Statement.DeclareRow(lowering.row(input), lowering.array(input), Index.of("s")));
    body.add(
        new Statement.DeclareRow(lowering.row(gradient), lowering.array(gradient), Index.of("s")));
    body.addAll(sample(lowering));
    return Optional.of(
        List.of(
            new Statement.Zero(name("gradient"), Index.of(lowering.offset(output)), output.size()),
            Statement.eachSample(body)));
  }
}
