package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.graph.Elementwise;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/** The first of two values of the same shape less the second, element by element. */
record Difference(Value output, List<Value> inputs) implements Elementwise, ForwardOperation {
  Difference {
    inputs = List.copyOf(inputs);
  }

  @Override
  public String formula() {
    return "%s = %s - %s".formatted(output.name(), inputs.get(0).name(), inputs.get(1).name());
  }

  @Override
  public Expression element(List<Expression> elements) {
    return elements.get(0).minus(elements.get(1));
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.pass(inputs.get(0), gradient);
    tape.add(inputs.get(1), term -> new Negation(term, gradient));
  }

  /** {@code output = -gradient}. */
  record Negation(Value output, Value gradient) implements Elementwise {
    @Override
    public List<Value> inputs() {
      return List.of(gradient);
    }

    @Override
    public String formula() {
      return "%s = -%s".formatted(output.name(), gradient.name());
    }

    @Override
    public Expression element(List<Expression> elements) {
      return Expression.literal(-1).times(elements.get(0));
    }
  }
}
