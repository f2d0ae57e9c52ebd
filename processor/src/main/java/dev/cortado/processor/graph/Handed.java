package dev.cortado.processor.graph;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of an input of a part, in an array of its own: a copy of another gradient, or zero
 * where nothing carries a gradient to the input.
 */
record Handed(Value output, Optional<Value> gradient) implements Operation {

  @Override
  public List<Value> inputs() {
    return gradient.stream().toList();
  }

  @Override
  public String formula() {
    return "%s = %s".formatted(output.name(), gradient.map(Value::name).orElse("0"));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    Expression to = Expression.name(lowering.array(output));
    Index begin = Index.of(0);
    return List.of(
        gradient
            .<Statement>map(
                value ->
                    new Statement.Copy(
                        Expression.name(lowering.array(value)), begin, to, begin, output.size()))
            .orElseGet(() -> new Statement.Zero(to, begin, output.size())));
  }
}
