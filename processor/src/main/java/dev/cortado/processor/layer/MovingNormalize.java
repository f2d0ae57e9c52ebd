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

/**
 * Each channel less its moving mean and divided by the root of its moving variance, in training
 * too.
 */
record MovingNormalize(Value output, Value input, BatchNormKernel kernel)
    implements ForwardOperation, Normalizing {

  @Override
  public List<Value> inputs() {
    return List.of(input, kernel.mean(), kernel.variance());
  }

  @Override
  public String formula() {
    return "%s = %s"
        .formatted(
            output.name(),
            kernel.formula(input.name(), kernel.mean().name(), kernel.variance().name()));
  }

  @Override
  public long multiplyAdds() {
    return input.size();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(term, gradient, kernel));
  }

  @Override
  public FoldedNormalize folded() {
    return FoldedNormalize.of(output, input, kernel);
  }

  @Override
  public Optional<ForwardOperation> foldedWith(ForwardOperation next) {
    return folded().foldedWith(next);
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return folded().sample(lowering);
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return folded().predictionBatch(lowering);
  }

  /** The gradient of the input. */
  record Gradient(Value output, Value gradient, BatchNormKernel kernel) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, kernel.variance());
    }

    @Override
    public String formula() {
      return "%s = %s / sqrt(%s + %s)"
          .formatted(output.name(), gradient.name(), kernel.variance().name(), kernel.epsilon());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      return List.of(
          kernel.call(
              lowering,
              "predictGradient",
              name("parameters"),
              name(lowering.array(gradient)),
              name(lowering.array(output)),
              name(lowering.scratch())));
    }
  }
}
