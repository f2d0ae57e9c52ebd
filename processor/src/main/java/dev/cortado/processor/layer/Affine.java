package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.fma;
import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elements;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Product;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code output = input · kernel + bias}, along the last axis of the input.
 *
 * @param layer the name of the layer
 */
record Affine(String layer, Value output, Value input, Value kernel, Optional<Value> bias)
    implements LinearMap {

  @Override
  public List<Value> inputs() {
    return Stream.concat(Stream.of(input, kernel), bias.stream()).toList();
  }

  @Override
  public String formula() {
    return "%s = %s · kernel%s"
        .formatted(output.name(), input.name(), bias.isPresent() ? " + bias" : "");
  }

  @Override
  public Optional<Product> product() {
    return Optional.of(size());
  }

  private Product size() {
    return new Product(input.shape().last(), output.shape().last(), input.shape().repeats());
  }

  /** Kernels of heads are several in a layer: the local variables of other forms would clash. */
  @Override
  public boolean isKernel() {
    return kernel.shape().rank() > 2;
  }

  @Override
  public long multiplyAdds() {
    return size().multiplyAdds();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    AffineKernel map = map();
    tape.parameter(kernel, new AffineKernelGradient(map, kernel, input, gradient));
    bias.ifPresent(value -> tape.parameter(value, new BiasGradient(value, gradient)));
    tape.add(input, term -> new AffineInputGradient(map, term, gradient, kernel));
  }

  private AffineKernel map() {
    return new AffineKernel(layer, size(), kernel, bias);
  }

  @Override
  public Affine to(Value result) {
    return new Affine(layer, result, input, kernel, bias);
  }

  @Override
  public Optional<String> kernelIn(Lowering lowering) {
    return lowering.form(this) == Form.KERNEL
        ? Optional.of(map().constant(lowering))
        : Optional.empty();
  }

  @Override
  public Optional<ForwardOperation> foldedWith(ForwardOperation next) {
    return FoldedNormalize.of(this, next);
  }

  @Override
  public Optional<List<Expression>> elements(Elements of) {
    if (size().repeats() > 1) {
      return Optional.empty();
    }
    List<Expression> sums = new ArrayList<>();
    for (int o = 0; o < output.size(); o++) {
      int column = o;
      Expression sum =
          bias.<Expression>map(value -> parameter(of, value, column)).orElse(Expression.literal(0));
      for (int i = 0; i < input.size(); i++) {
        sum = fma(of.element(input, i), parameter(of, kernel, i * output.size() + o), sum);
      }
      sums.add(sum);
    }
    return Optional.of(sums);
  }

  private static Expression parameter(Elements of, Value parameter, int index) {
    return new Expression.Element("parameters", Index.of(of.offset(parameter)).plus(index));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    if (lowering.form(this) == Form.KERNEL) {
      return List.of(
          map()
              .call(
                  lowering,
                  "forward",
                  name("parameters"),
                  name(lowering.array(input)),
                  name(lowering.array(output))));
    }
    ProductCode code =
        new ProductCode(
            size(),
            lowering.array(input),
            lowering.array(output),
            Index.of(lowering.offset(kernel)),
            output.shape().last(),
            1,
            bias.map(value -> Index.of(lowering.offset(value))));
    return lowering.form(this) == Form.REGISTERS ? code.registers() : code.straightLine();
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    if (lowering.form(this) == Form.STRAIGHT_LINE) {
      return Optional.empty();
    }
    return Optional.of(
        List.of(
            map()
                .call(
                    lowering,
                    "forward",
                    name("parameters"),
                    name(lowering.array(input)),
                    name(lowering.array(output)),
                    name("samples"))));
  }
}
