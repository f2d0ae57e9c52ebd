package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.literal;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.graph.Elementwise;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/** 1 for each token, and 0 for token 0, which only fills up. */
record PaddingMask(Value output, Value tokens) implements Elementwise, ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(tokens);
  }

  @Override
  public String formula() {
    return "%s = 1 where %s > 0".formatted(output.name(), tokens.name());
  }

  /** A mask does not change with the numbers of tokens, but for jumps. */
  @Override
  public void differentiate(Value gradient, Tape tape) {}

  @Override
  public Expression element(List<Expression> elements) {
    return new Expression.IfGreater(elements.get(0), literal(0), literal(1), literal(0));
  }
}
