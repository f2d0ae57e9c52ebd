package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * The mean and the variance of each channel over a batch, in two rows: only while training. What is
 * computed with them knows its derivative through them.
 */
record BatchMoments(Value output, Value input, BatchNormKernel kernel) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = mean and variance of %s over the batch".formatted(output.name(), input.name());
  }

  @Override
  public boolean trainsDifferently() {
    return true;
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    throw new IllegalStateException("statistics receive no gradient");
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of();
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(
        List.of(
            kernel.call(
                lowering,
                "moments",
                name(lowering.array(input)),
                name(lowering.array(output)),
                name("samples"),
                name(lowering.scratch()))));
  }

  @Override
  public Optional<Statement> afterStep(Lowering lowering) {
    return Optional.of(
        kernel.call(lowering, "update", name(lowering.array(output)), name("parameters")));
  }
}
