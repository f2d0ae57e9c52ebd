package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.graph.Elementwise;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The product of values of the same shape, element by element. */
record ElementProduct(Value output, List<Value> inputs) implements Elementwise, ForwardOperation {
  ElementProduct {
    inputs = List.copyOf(inputs);
  }

  @Override
  public String formula() {
    return output.name()
        + " = "
        + inputs.stream().map(Value::name).collect(Collectors.joining(" * "));
  }

  @Override
  public long multiplyAdds() {
    return (long) output.size() * (inputs.size() - 1);
  }

  @Override
  public Expression element(List<Expression> elements) {
    return elements.stream().reduce(Expression::times).orElseThrow();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    for (int i = 0; i < inputs.size(); i++) {
      List<Value> factors = new ArrayList<>(inputs);
      factors.set(i, gradient);
      tape.add(inputs.get(i), term -> new ElementProduct(term, factors));
    }
  }
}
