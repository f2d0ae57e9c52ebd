package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/**
 * The last steps of a sequence that arrives step by step, up to the one that is there: zeros before
 * the first.
 */
record StepWindow(Value output, Value input) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = the last %d steps of %s"
        .formatted(output.name(), output.shape().sizes().get(0), input.name());
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    throw new IllegalStateException("nothing is learnt from a sequence that is read step by step");
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    Expression window = name(lowering.array(output));
    int step = input.size();
    int others = output.size() - step;
    return List.of(
        new Statement.Copy(window, Index.of(step), window, Index.of(0), others),
        new Statement.Copy(
            name(lowering.array(input)), Index.of(0), window, Index.of(others), step));
  }
}
