package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elements;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Elements of a value at other places.
 *
 * @param copy which element comes from where: each of the output from one
 * @param what what of the input it is, for formulas: {@code [0:2, 1:4]}
 */
record Rearrangement(Value output, Value input, StridedCopy copy, String what)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return output.name() + " = " + input.name() + what;
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(term, gradient, copy));
  }

  @Override
  public Optional<List<Expression>> elements(Elements of) {
    return Optional.of(copy.sources().stream().map(index -> of.element(input, index)).toList());
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return copy.copy(lowering.array(input), lowering.array(output));
  }

  /** The gradient of the input: for each of its elements, the sum over where it went. */
  record Gradient(Value output, Value gradient, StridedCopy copy) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient);
    }

    @Override
    public String formula() {
      return "%s = %s%s back at its places"
          .formatted(output.name(), copy.repeats() ? "Σ " : "", gradient.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      String from = lowering.array(gradient);
      String to = lowering.array(output);
      if (copy.size() == output.size() && !copy.repeats()) {
        return copy.reversed().copy(from, to);
      }
      List<Statement> code = new ArrayList<>();
      code.add(new Statement.Zero(name(to), Index.of(0), output.size()));
      code.addAll(copy.repeats() ? copy.reversed().add(from, to) : copy.reversed().copy(from, to));
      return code;
    }
  }
}
