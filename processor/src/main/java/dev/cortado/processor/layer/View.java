package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elements;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code output = input} under another shape: the same array, no code. */
record View(Value output, Value input) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s as %s".formatted(output.name(), input.name(), output.shape());
  }

  @Override
  public boolean isView() {
    return true;
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new View(term, gradient));
  }

  @Override
  public Optional<List<Expression>> elements(Elements of) {
    return Optional.of(
        IntStream.range(0, output.size()).mapToObj(index -> of.element(input, index)).toList());
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of();
  }
}
