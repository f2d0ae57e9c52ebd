package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elementwise;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Head;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/** {@code output = function(input)}, element by element. */
record Activate(Value output, Value input, ActivationCode function)
    implements Elementwise, ForwardOperation {
  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s(%s)".formatted(output.name(), function.name(), input.name());
  }

  @Override
  public Expression element(List<Expression> elements) {
    return function.apply().apply(elements.get(0));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    if (!function.hasRows(output.size(), lowering.isAlone())) {
      return Elementwise.super.sample(lowering);
    }
    List<Expression> arguments = function.arguments(lowering.array(input), lowering.array(output));
    return List.of(new Statement.Run(new Expression.Call("Rows", function.name(), arguments)));
  }

  @Override
  public Head head() {
    return function.head();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(
        input,
        term ->
            new Gradient(term, gradient, function.slopeFromOutput() ? output : input, function));
  }

  /** {@code output = gradient * function'}. */
  record Gradient(Value output, Value gradient, Value at, ActivationCode function)
      implements Elementwise {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, at);
    }

    @Override
    public String formula() {
      return "%s = %s * %s'(%s)"
          .formatted(
              output.name(),
              gradient.name(),
              function.name(),
              function.slopeFromOutput() ? "… = " + at.name() : at.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      if (!function.hasGradientRows(output.size())) {
        return Elementwise.super.sample(lowering);
      }
      List<Expression> arguments =
          function.arguments(lowering.array(gradient), lowering.array(at), lowering.array(output));
      return List.of(
          new Statement.Run(new Expression.Call("Rows", function.name() + "Gradient", arguments)));
    }

    @Override
    public Expression element(List<Expression> elements) {
      return function.gradient().apply(elements.get(0), elements.get(1));
    }
  }
}
