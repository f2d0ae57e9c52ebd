package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code output = input / sqrt(max(Σ input², least))} along an axis.
 *
 * @param axis the axis, from 0
 * @param least the least square of a length
 */
record UnitNormalize(Value output, Value input, int axis, double least)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s / |%s| along axis %d"
        .formatted(output.name(), input.name(), input.name(), axis);
  }

  @Override
  public long multiplyAdds() {
    return 2L * input.size();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(term, gradient, input, axis, least));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return call(
        "forward", List.of(lowering.array(input), lowering.array(output)), input, axis, least);
  }

  private static List<Statement> call(
      String method, List<String> arrays, Value value, int axis, double least) {
    List<Expression> arguments = new ArrayList<>();
    arrays.forEach(array -> arguments.add(name(array)));
    arguments.add(new Verbatim(String.valueOf(value.shape().sizes().get(axis))));
    arguments.add(new Verbatim(String.valueOf(StridedCopy.strides(value.shape()).get(axis))));
    arguments.add(Expression.literal(least));
    return List.of(new Statement.Run(new Expression.Call("UnitNorm", method, arguments)));
  }

  /** The gradient of the input. */
  record Gradient(Value output, Value gradient, Value input, int axis, double least)
      implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, input);
    }

    @Override
    public String formula() {
      return "%s = (%s - y Σ %s y) / |%s|, where y = %s / |%s|"
          .formatted(
              output.name(),
              gradient.name(),
              gradient.name(),
              input.name(),
              input.name(),
              input.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      return call(
          "gradient",
          List.of(lowering.array(input), lowering.array(gradient), lowering.array(output)),
          input,
          axis,
          least);
    }
  }
}
