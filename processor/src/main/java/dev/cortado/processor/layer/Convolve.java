package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code output = input * kernel + bias}: a convolution.
 *
 * @param map the kernel that computes it
 */
record Convolve(ConvolutionKernel map, Value output, Value input) implements LinearMap {

  @Override
  public List<Value> inputs() {
    return Stream.concat(Stream.of(input, map.kernel()), map.bias().stream()).toList();
  }

  @Override
  public String formula() {
    return "%s = %s * kernel%s"
        .formatted(output.name(), input.name(), map.bias().isPresent() ? " + bias" : "");
  }

  @Override
  public boolean isKernel() {
    return true;
  }

  @Override
  public long multiplyAdds() {
    return map.multiplyAdds();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.parameter(map.kernel(), new KernelGradient(map, input, gradient));
    map.bias().ifPresent(value -> tape.parameter(value, new BiasGradient(value, gradient)));
    tape.add(input, term -> new InputGradient(map, term, gradient));
  }

  @Override
  public Convolve to(Value result) {
    return new Convolve(map, result, input);
  }

  @Override
  public Optional<String> kernelIn(Lowering lowering) {
    return Optional.of(map.constant(lowering));
  }

  @Override
  public Optional<ForwardOperation> foldedWith(ForwardOperation next) {
    return FoldedNormalize.of(this, next);
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of(
        map.call(
            lowering,
            "forward",
            name("parameters"),
            name(lowering.array(input)),
            name(lowering.array(output))));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(
        List.of(
            map.call(
                lowering,
                "forward",
                name("parameters"),
                name(lowering.array(input)),
                name(lowering.array(output)),
                name("samples"))));
  }

  /** The gradient of the input: that of the output, spread by the kernel. */
  record InputGradient(ConvolutionKernel map, Value output, Value gradient) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, map.kernel());
    }

    @Override
    public String formula() {
      return "%s = %s spread by kernelᵀ".formatted(output.name(), gradient.name());
    }

    @Override
    public boolean isKernel() {
      return true;
    }

    @Override
    public long multiplyAdds() {
      return map.multiplyAdds();
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a convolution's gradient is computed for whole batches");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
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

  /** The gradient of the kernel, summed over samples and positions. */
  record KernelGradient(ConvolutionKernel map, Value input, Value gradient) implements Operation {

    @Override
    public Value output() {
      return map.kernel();
    }

    @Override
    public List<Value> inputs() {
      return List.of(input, gradient);
    }

    @Override
    public String formula() {
      return "∂loss/∂%s = Σ patchesᵀ of %s · %s"
          .formatted(output().name(), input.name(), gradient.name());
    }

    @Override
    public boolean isKernel() {
      return true;
    }

    @Override
    public long multiplyAdds() {
      return map.multiplyAdds();
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a kernel's gradient is a sum over a batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
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
  }
}
