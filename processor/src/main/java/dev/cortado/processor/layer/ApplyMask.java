package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/** {@code output = input} at the steps that count, 0 at others. */
record ApplyMask(Value output, Value input, Value mask) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input, mask);
  }

  @Override
  public String formula() {
    return "%s = %s where %s, else 0".formatted(output.name(), input.name(), mask.name());
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new ApplyMask(term, gradient, mask));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    List<Expression> arguments =
        List.of(
            name(lowering.array(input)),
            name(lowering.array(mask)),
            new Verbatim(String.valueOf(input.size() / mask.size())),
            name(lowering.array(output)));
    return List.of(new Statement.Run(new Expression.Call("StepMask", "apply", arguments)));
  }
}
