package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/** {@code output = input + positions}, with a parameter of the shape of a sample. */
record PositionSum(Value output, Value input, Value positions) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input, positions);
  }

  @Override
  public String formula() {
    return "%s = %s + position_embeddings".formatted(output.name(), input.name());
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.parameter(positions, new BiasGradient(positions, gradient));
    tape.pass(input, gradient);
  }

  @Override
  public boolean mayWorkInPlace() {
    return true;
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return Statement.loop(
        "j",
        output.size(),
        j -> {
          Expression position =
              new Element("parameters", Index.of(lowering.offset(positions)).plus(j));
          return List.of(
              new Statement.Assign(
                  new Element(lowering.array(output), j),
                  new Element(lowering.array(input), j).plus(position)));
        });
  }
}
