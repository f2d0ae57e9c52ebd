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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A picture made larger, with means of the nearest places.
 *
 * @param layer the name of the layer
 * @param factors how many times as many rows and columns the output has
 */
record Interpolate(String layer, Value output, Value input, List<Integer> factors)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s, %s times as large".formatted(output.name(), input.name(), factors);
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(this, term, gradient));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of(
        call(lowering, "forward", name(lowering.array(input)), name(lowering.array(output))));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(
        List.of(
            call(
                lowering,
                "forward",
                name(lowering.array(input)),
                name(lowering.array(output)),
                name("samples"))));
  }

  private Statement call(Lowering lowering, String method, Expression... arguments) {
    List<Expression> sizes =
        Stream.concat(input.shape().sizes().stream(), factors.stream())
            .<Expression>map(size -> new Verbatim(String.valueOf(size)))
            .toList();
    String constant = lowering.kernel(layer, "BilinearUpSampling", sizes);
    List<Expression> all = new ArrayList<>(List.of(arguments));
    all.add(name(lowering.scratch()));
    return new Statement.Run(new Expression.Invoke(constant, method, all));
  }

  /** The gradient of the input. */
  record Gradient(Interpolate forward, Value output, Value gradient) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient);
    }

    @Override
    public String formula() {
      return "%s = the parts of %s".formatted(output.name(), gradient.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a gradient is computed for whole batches");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(
          List.of(
              forward.call(
                  lowering,
                  "inputGradient",
                  name(lowering.array(gradient)),
                  name(lowering.array(output)),
                  name("samples"))));
    }
  }
}
