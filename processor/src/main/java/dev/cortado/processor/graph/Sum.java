package dev.cortado.processor.graph;

import dev.cortado.processor.code.Expression;
import java.util.List;
import java.util.stream.Collectors;

/** The sum of values of the same shape. */
public record Sum(Value output, List<Value> inputs) implements Elementwise, ForwardOperation {
  /** Copies the inputs. */
  public Sum {
    inputs = List.copyOf(inputs);
  }

  @Override
  public String formula() {
    return output.name()
        + " = "
        + inputs.stream().map(Value::name).collect(Collectors.joining(" + "));
  }

  @Override
  public Expression element(List<Expression> elements) {
    return elements.stream().reduce(Expression::plus).orElseThrow();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    inputs.forEach(input -> tape.pass(input, gradient));
  }
}
