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
 * Each channel less its mean and divided by its standard deviation: those of the batch in training,
 * the moving averages in predictions.
 *
 * @param statistics what {@link BatchMoments} computes of the input
 */
record BatchNormalize(Value output, Value input, Value statistics, BatchNormKernel kernel)
    implements ForwardOperation, Normalizing {

  @Override
  public List<Value> inputs() {
    return List.of(input, statistics, kernel.mean(), kernel.variance());
  }

  @Override
  public String formula() {
    return "%s = %s; of the batch while training"
        .formatted(
            output.name(),
            kernel.formula(input.name(), kernel.mean().name(), kernel.variance().name()));
  }

  @Override
  public long multiplyAdds() {
    return input.size();
  }

  @Override
  public boolean trainsDifferently() {
    return true;
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(term, gradient, output, statistics, kernel));
  }

  @Override
  public void differentiatePrediction(Value gradient, Tape tape) {
    new MovingNormalize(output, input, kernel).differentiate(gradient, tape);
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
  public Optional<List<Statement>> predictionBatch(Lowering lowering) {
    return folded().predictionBatch(lowering);
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(
        List.of(
            kernel.call(
                lowering,
                "normalize",
                name(lowering.array(input)),
                name(lowering.array(statistics)),
                name(lowering.array(output)),
                name("samples"),
                name(lowering.scratch()))));
  }

  /** The gradient of the input, through the statistics too. */
  record Gradient(
      Value output, Value gradient, Value normal, Value statistics, BatchNormKernel kernel)
      implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, normal, statistics);
    }

    @Override
    public String formula() {
      return "%s = (%s - mean(%s) - %s mean(%s %s)) / sqrt(variance + %s), means over the batch"
          .formatted(
              output.name(),
              gradient.name(),
              gradient.name(),
              normal.name(),
              gradient.name(),
              normal.name(),
              kernel.epsilon());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("the gradient of a sample depends on the batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(
          List.of(
              kernel.call(
                  lowering,
                  "gradient",
                  name(lowering.array(gradient)),
                  name(lowering.array(normal)),
                  name(lowering.array(statistics)),
                  name(lowering.array(output)),
                  name("samples"),
                  name(lowering.scratch()))));
    }
  }
}
