package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A call of a user's operation. */
record CustomForward(Value output, Value input, CustomCode code) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return Stream.concat(Stream.of(input), code.parameters().stream()).toList();
  }

  @Override
  public String formula() {
    return output.name() + " = " + code.formula(input);
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    if (!code.parameters().isEmpty()) {
      Value first = code.parameters().get(0);
      tape.parameter(first, new ParameterGradient(first, gradient, output, input, code));
    }
    tape.add(input, term -> new InputGradient(term, gradient, output, input, code));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of(code.call(lowering, "forward", arrays(lowering, input, output)));
  }

  private static List<Expression> arrays(Lowering lowering, Value... values) {
    return Stream.of(values).map(value -> name(lowering.array(value))).toList();
  }

  /** The gradient of the input. */
  record InputGradient(Value output, Value gradient, Value value, Value input, CustomCode code)
      implements Operation {

    @Override
    public List<Value> inputs() {
      return Stream.concat(Stream.of(gradient, value, input), code.parameters().stream()).toList();
    }

    @Override
    public String formula() {
      return "%s = %s * ∂%s/∂%s"
          .formatted(output.name(), gradient.name(), code.formula(input), input.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      return List.of(
          code.call(lowering, "backward", arrays(lowering, input, value, gradient, output)));
    }
  }

  /**
   * The gradient of all parameters.
   *
   * @param output the first of them
   */
  record ParameterGradient(Value output, Value gradient, Value value, Value input, CustomCode code)
      implements Operation {

    @Override
    public List<Value> outputs() {
      return code.parameters();
    }

    @Override
    public List<Value> inputs() {
      return Stream.concat(Stream.of(gradient, value, input), code.parameters().stream()).toList();
    }

    @Override
    public String formula() {
      return "∂loss/∂(%s) = Σ %s * ∂%s"
          .formatted(
              String.join(", ", code.parameters().stream().map(Value::name).toList()),
              gradient.name(),
              code.formula(input));
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("the gradient of parameters is a sum over the batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      Index s = Index.of("s");
      List<Expression> arguments =
          Stream.concat(
                  Stream.of(input, value, gradient)
                      .<Expression>map(row -> new Expression.Element(lowering.array(row), s)),
                  Stream.of(name("gradient")))
              .toList();
      return Optional.of(
          List.of(
              new Statement.Zero(name("gradient"), Index.of(lowering.offset(output)), code.size()),
              Statement.eachSample(
                  List.of(code.call(lowering, "addParameterGradient", arguments)))));
    }
  }
}
