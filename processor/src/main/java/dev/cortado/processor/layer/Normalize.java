package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;

/**
 * Groups of elements of a sample, each less its mean and divided by its standard deviation.
 *
 * @param kernel the runtime's kernel
 */
record Normalize(Value output, Value input, NormalizationKernel kernel)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s".formatted(output.name(), kernel.formula(input.name()));
  }

  @Override
  public long multiplyAdds() {
    return 2L * input.size();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(term, gradient, output, input, kernel));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return call(lowering, kernel, "forward", List.of(input, output));
  }

  private static List<Statement> call(
      Lowering lowering, NormalizationKernel kernel, String method, List<Value> values) {
    List<Expression> arrays = values.stream().map(value -> name(lowering.array(value))).toList();
    return List.of(
        new Statement.Run(new Expression.Invoke(kernel.constant(lowering), method, arrays)));
  }

  /** The gradient of the input. */
  record Gradient(
      Value output, Value gradient, Value normal, Value input, NormalizationKernel kernel)
      implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, normal, input);
    }

    @Override
    public String formula() {
      return "%s = (%s%s - %s mean(%s %s)) / %s"
          .formatted(
              output.name(),
              gradient.name(),
              kernel.centered() ? " - mean(%s)".formatted(gradient.name()) : "",
              normal.name(),
              gradient.name(),
              normal.name(),
              kernel.deviation(input.name()));
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      return call(lowering, kernel, "gradient", List.of(input, normal, gradient, output));
    }
  }
}
