package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/** The mean of a sequence over the steps that count. */
record StepMean(Value output, Value input, Value mask) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input, mask);
  }

  @Override
  public String formula() {
    return "%s = mean of %s where %s".formatted(output.name(), input.name(), mask.name());
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(term, gradient, mask));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return call(lowering, "forward", input, mask, output);
  }

  private static List<Statement> call(Lowering lowering, String method, Value... values) {
    List<Expression> arrays =
        List.of(values).stream().map(value -> name(lowering.array(value))).toList();
    return List.of(new Statement.Run(new Expression.Call("MaskedMean", method, arrays)));
  }

  /** The gradient of the input: its part of that of the mean at each step that counts. */
  record Gradient(Value output, Value gradient, Value mask) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, mask);
    }

    @Override
    public String formula() {
      return "%s = %s / Σ %s where %s"
          .formatted(output.name(), gradient.name(), mask.name(), mask.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      return call(lowering, "gradient", gradient, mask, output);
    }
  }
}
