package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.graph.Elementwise;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Sum;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/** {@code output = input / divisor}, element by element. */
record Quotient(Value output, Value input, int divisor) implements Elementwise, ForwardOperation {
  /** Makes a layer the mean of its inputs: their sum, divided by their number as Keras does. */
  static void average(LayerContext layer, Value output) {
    Value sum = layer.intermediate("Sum", output.shape());
    layer.add(new Sum(sum, layer.inputs()));
    layer.add(new Quotient(output, sum, layer.inputs().size()));
  }

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s / %d".formatted(output.name(), input.name(), divisor);
  }

  @Override
  public Expression element(List<Expression> elements) {
    return elements.get(0).over(Expression.literal(divisor));
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Quotient(term, gradient, divisor));
  }
}
