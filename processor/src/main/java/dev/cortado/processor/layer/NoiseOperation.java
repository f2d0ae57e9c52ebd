package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elements;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Random changes to a value while training; predictions pass it on.
 *
 * @param layer the layer's position in its network
 * @param code the changes
 */
record NoiseOperation(Value output, Value input, int layer, NoiseCode code)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s while training"
        .formatted(output.name(), code.formula().formatted(input.name()));
  }

  @Override
  public boolean trainsDifferently() {
    return true;
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    if (code.backward().isEmpty()) {
      tape.pass(input, gradient);
    } else {
      tape.add(input, term -> new Gradient(term, gradient, layer, code));
    }
  }

  @Override
  public void differentiatePrediction(Value gradient, Tape tape) {
    tape.pass(input, gradient);
  }

  @Override
  public Optional<List<Expression>> elements(Elements of) {
    return Optional.of(
        IntStream.range(0, output.size()).mapToObj(index -> of.element(input, index)).toList());
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of(
        new Statement.Copy(
            name(lowering.array(input)),
            Index.of(0),
            name(lowering.array(output)),
            Index.of(0),
            output.size()));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(code.call(lowering, code.forward(), input, output, layer));
  }

  /** The gradient of the input: that of the output under the same draws. */
  record Gradient(Value output, Value gradient, int layer, NoiseCode code) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient);
    }

    @Override
    public String formula() {
      return "%s = %s".formatted(output.name(), code.slope().formatted(gradient.name()));
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a draw needs the position of the sample in its batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(code.call(lowering, code.backward(), gradient, output, layer));
    }
  }
}
