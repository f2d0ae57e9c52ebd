package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Head;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code output = softmax(input)} along the last axis, or its logarithm. */
record SoftmaxOperation(Value output, Value input, boolean log) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s(%s)".formatted(output.name(), method(), input.name());
  }

  @Override
  public boolean mayWorkInPlace() {
    return true;
  }

  @Override
  public Head head() {
    return log ? Head.NONE : Head.SOFTMAX;
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(term, gradient, output, log));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return call(method(), List.of(lowering.array(input), lowering.array(output)), output);
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    List<Expression> arguments =
        List.of(
            Expression.name(lowering.array(input)),
            Expression.name(lowering.array(output)),
            Expression.name("samples"),
            new Expression.Verbatim(String.valueOf(output.shape().last())),
            Expression.name(lowering.scratch()));
    return Optional.of(
        List.of(new Statement.Run(new Expression.Call("Softmax", method(), arguments))));
  }

  private String method() {
    return log ? "logSoftmax" : "softmax";
  }

  private static List<Statement> call(String method, List<String> arrays, Value value) {
    List<Expression> arguments =
        Stream.concat(
                arrays.stream().map(Expression::name),
                Stream.of(new Expression.Verbatim(String.valueOf(value.shape().last()))))
            .toList();
    return List.of(new Statement.Run(new Expression.Call("Softmax", method, arguments)));
  }

  /** The gradient of the input, from that of the output and the output. */
  record Gradient(Value output, Value gradient, Value at, boolean log) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, at);
    }

    @Override
    public String formula() {
      return log
          ? "%s = %s - exp(%s) * Σ %s"
              .formatted(output.name(), gradient.name(), at.name(), gradient.name())
          : "%s = %s * (%s - Σ %s * %s)"
              .formatted(output.name(), at.name(), gradient.name(), gradient.name(), at.name());
    }

    @Override
    public boolean mayWorkInPlace() {
      return true;
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      return call(
          log ? "logSoftmaxGradient" : "softmaxGradient",
          List.of(lowering.array(at), lowering.array(gradient), lowering.array(output)),
          output);
    }
  }
}
