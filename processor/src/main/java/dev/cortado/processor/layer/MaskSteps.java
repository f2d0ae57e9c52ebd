package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.literal;
import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/** {@code output[step] = any(input[step] != value)}, as 1 or 0. */
record MaskSteps(Value output, Value input, double value) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = any(%s != %s) at each step".formatted(output.name(), input.name(), value);
  }

  /** A mask does not change where the input does a little. */
  @Override
  public void differentiate(Value gradient, Tape tape) {
    throw new IllegalStateException("masks receive no gradient");
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    List<Expression> arguments =
        List.of(
            name(lowering.array(input)),
            new Verbatim(String.valueOf(input.shape().last())),
            literal(value),
            name(lowering.array(output)));
    return List.of(new Statement.Run(new Expression.Call("StepMask", "where", arguments)));
  }
}
