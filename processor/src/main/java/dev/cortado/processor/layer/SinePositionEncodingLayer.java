package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;

/** {@code @SinePositionEncoding}: the input plus sines and cosines of each step's number. */
final class SinePositionEncodingLayer implements LayerKind {

  @Override
  public String annotation() {
    return "SinePositionEncoding";
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    if (!Sequences.areSequences(layer)) {
      return Optional.empty();
    }
    double longest = layer.annotation().number("maxWavelength");
    layer.describe("up to " + longest);
    Value output = layer.value(layer.input().shape());
    layer.add(new SineSum(layer.name(), output, layer.input(), longest));
    return Optional.of(output);
  }

  /**
   * The input plus a table.
   *
   * @param layer the name of the layer
   * @param longest the longest wavelength
   */
  private record SineSum(String layer, Value output, Value input, double longest)
      implements ForwardOperation {

    @Override
    public List<Value> inputs() {
      return List.of(input);
    }

    @Override
    public String formula() {
      return "%s = %s + sines of positions".formatted(output.name(), input.name());
    }

    @Override
    public void differentiate(Value gradient, Tape tape) {
      tape.pass(input, gradient);
    }

    @Override
    public boolean mayWorkInPlace() {
      return true;
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      List<Expression> arguments =
          List.of(
              new Verbatim(String.valueOf(output.shape().repeats())),
              new Verbatim(String.valueOf(output.shape().last())),
              new Verbatim(String.valueOf(longest)));
      String table = lowering.kernel(layer, "SinePositions", arguments);
      return List.of(
          new Statement.Run(
              new Expression.Invoke(
                  table,
                  "add",
                  List.of(name(lowering.array(input)), name(lowering.array(output))))));
    }
  }
}
