package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Elements;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * While training, {@code output = input * mask / (1 - rate)}. The mask depends on the step, the
 * layer, the sample and the element alone, so that its derivative computes it again instead of
 * keeping it.
 *
 * @param layer the layer's position in its network
 */
record DropoutOperation(Value output, Value input, double rate, int layer)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s * mask / %s while training".formatted(output.name(), input.name(), 1 - rate);
  }

  @Override
  public boolean trainsDifferently() {
    return true;
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(input, term -> new Gradient(term, gradient, rate, layer));
  }

  @Override
  public Optional<List<Expression>> elements(Elements of) {
    return Optional.of(
        IntStream.range(0, output.size()).mapToObj(index -> of.element(input, index)).toList());
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return List.of(
        new Statement.Copy(
            name(lowering.array(input)),
            Index.of(0),
            name(lowering.array(output)),
            Index.of(0),
            output.size()));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(mask(lowering, input, output, rate, layer));
  }

  private static List<Statement> mask(
      Lowering lowering, Value from, Value to, double rate, int layer) {
    Index s = Index.of("s");
    List<Expression> arguments =
        List.of(
            new Element(lowering.array(from), s),
            new Element(lowering.array(to), s),
            Expression.literal(rate),
            new Expression.Call(
                "Noise",
                "key",
                List.of(name(lowering.noise()), new Verbatim(String.valueOf(layer)), name("s"))));
    return List.of(
        Statement.eachSample(
            List.of(new Statement.Run(new Expression.Call("Dropout", "apply", arguments)))));
  }

  /** The gradient of the input: that of the output under the same mask. */
  record Gradient(Value output, Value gradient, double rate, int layer) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient);
    }

    @Override
    public String formula() {
      return "%s = %s * mask / %s".formatted(output.name(), gradient.name(), 1 - rate);
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a mask needs the position of the sample in its batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(mask(lowering, gradient, output, rate, layer));
    }
  }
}
