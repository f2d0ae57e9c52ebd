package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The gradient of a bias: the sum of the gradients of what it was added to, over samples and
 * leading axes.
 */
record BiasGradient(Value output, Value gradient) implements Operation {
  /** From this size on, a call for all vectors of a sample is worth it. */
  private static final int LEAST_VECTORS = 64;

  @Override
  public List<Value> inputs() {
    return List.of(gradient);
  }

  @Override
  public String formula() {
    return "∂loss/∂%s = Σ %s".formatted(output.name(), gradient.name());
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return accumulate(lowering, lowering.array(gradient));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    Index bias = Index.of(lowering.offset(output));
    return Optional.of(
        List.of(
            new Statement.Zero(Expression.name("gradient"), bias, output.size()),
            Statement.eachSample(
                Stream.concat(
                        Stream.<Statement>of(
                            new Statement.DeclareRow(
                                lowering.row(gradient), lowering.array(gradient), Index.of("s"))),
                        accumulate(lowering, lowering.row(gradient)).stream())
                    .toList())));
  }

  private List<Statement> accumulate(Lowering lowering, String row) {
    int units = output.size();
    int repeats = gradient.size() / units;
    if (repeats > 1 && gradient.size() >= LEAST_VECTORS) {
      List<Expression> arguments =
          List.of(
              Expression.name(row),
              new Expression.Verbatim(String.valueOf(units)),
              Expression.name("gradient"),
              Expression.name(lowering.offset(output).name()));
      return List.of(new Statement.Run(new Expression.Call("Rows", "addVectors", arguments)));
    }
    return Statement.loop(
        "r",
        repeats,
        r ->
            Statement.loop(
                "j",
                units,
                j -> {
                  Expression sum =
                      new Element("gradient", Index.of(lowering.offset(output)).plus(j));
                  Expression term = new Element(row, r.times(units).plus(j));
                  return List.of(new Statement.Assign(sum, sum.plus(term)));
                }));
  }
}
