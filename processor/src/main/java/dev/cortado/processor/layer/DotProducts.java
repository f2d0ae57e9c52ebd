package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.fma;
import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
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
import java.util.stream.Stream;

/**
 * The sums of products of two values along an axis of each.
 *
 * @param layer the name of the layer
 */
record DotProducts(String layer, Value output, Value x, Value y, DotSize size)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(x, y);
  }

  @Override
  public String formula() {
    return "%s = Σ %s * %s".formatted(output.name(), x.name(), y.name());
  }

  @Override
  public long multiplyAdds() {
    return (long) size.ofX() * size.ofY() * size.size();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(x, term -> new Gradient(layer, term, gradient, y, size, true));
    tape.add(y, term -> new Gradient(layer, term, gradient, x, size, false));
  }

  @Override
  public Optional<List<Expression>> elements(Elements of) {
    List<Expression> sums = new ArrayList<>();
    for (int i = 0; i < output.size(); i++) {
      Expression sum = Expression.literal(0);
      for (int a = 0; a < size.size(); a++) {
        sum =
            fma(
                of.element(x, size.x(i / size.ofY(), a)),
                of.element(y, size.y(i % size.ofY(), a)),
                sum);
      }
      sums.add(sum);
    }
    return Optional.of(sums);
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return call(lowering, layer, size, "forward", List.of(x, y, output));
  }

  private static List<Statement> call(
      Lowering lowering, String layer, DotSize size, String method, List<Value> values) {
    List<Expression> sizes =
        Stream.of(size.size(), size.outerX(), size.innerX(), size.outerY(), size.innerY())
            .<Expression>map(number -> new Verbatim(String.valueOf(number)))
            .toList();
    String kernel = lowering.kernel(layer, "Dot", sizes);
    List<Expression> arrays = values.stream().map(value -> name(lowering.array(value))).toList();
    return List.of(new Statement.Run(new Expression.Invoke(kernel, method, arrays)));
  }

  /**
   * The gradient of one factor.
   *
   * @param other the other factor
   * @param ofFirst whether it is that of the first
   */
  record Gradient(
      String layer, Value output, Value gradient, Value other, DotSize size, boolean ofFirst)
      implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient, other);
    }

    @Override
    public String formula() {
      return "%s = Σ %s * %s".formatted(output.name(), gradient.name(), other.name());
    }

    @Override
    public long multiplyAdds() {
      return (long) size.ofX() * size.ofY() * size.size();
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      String method = ofFirst ? "firstGradient" : "secondGradient";
      return call(lowering, layer, size, method, List.of(gradient, other, output));
    }
  }
}
