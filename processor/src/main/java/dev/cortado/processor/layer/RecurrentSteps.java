package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All steps of a recurrent layer: its output has the states and what the way back needs. {@link
 * RecurrentOutput} knows the derivative.
 *
 * @param sums what the inputs add at each step, and initial states
 */
record RecurrentSteps(Value output, Value sums, RecurrentKernel map) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return Stream.concat(Stream.of(sums), map.inputs()).toList();
  }

  @Override
  public String formula() {
    return "%s = %s over %s%s%s"
        .formatted(
            output.name(),
            output.role() == Value.Role.CARRIED ? "the next step" : map.steps() + " steps",
            sums.name(),
            map.mask().map(mask -> " where " + mask.name()).orElse(""),
            map.drops() ? ", with dropout of hidden states while training" : "");
  }

  @Override
  public boolean isKernel() {
    return true;
  }

  @Override
  public long multiplyAdds() {
    return map.multiplyAdds();
  }

  @Override
  public boolean trainsDifferently() {
    return map.drops();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    throw new IllegalStateException("what is kept of steps receives no gradient");
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of(map.call(lowering, "forward", arguments(lowering, List.of(), false)));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(batch(lowering, map.drops()));
  }

  @Override
  public Optional<List<Statement>> predictionBatch(Lowering lowering) {
    return Optional.of(batch(lowering, false));
  }

  private List<Statement> batch(Lowering lowering, boolean drops) {
    List<Expression> samples = List.of(name("samples"));
    return List.of(map.call(lowering, "forward", arguments(lowering, samples, drops)));
  }

  private List<Expression> arguments(Lowering lowering, List<Expression> more, boolean drops) {
    List<Expression> arguments = new ArrayList<>(List.of(name("parameters")));
    arguments.addAll(map.arrays(lowering, sums, output));
    arguments.addAll(more);
    arguments.add(name(lowering.scratch()));
    arguments.addAll(map.noise(lowering, drops));
    return arguments;
  }
}
