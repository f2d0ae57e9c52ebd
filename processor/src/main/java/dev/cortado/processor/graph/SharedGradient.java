package dev.cortado.processor.graph;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of a parameter that several layers use: that of the layers before is kept while the
 * next writes its own, and then added.
 */
final class SharedGradient {
  private static final Expression GRADIENT = name("gradient");

  private SharedGradient() {}

  /** Keeps the gradient of a parameter in one row. */
  record Keep(Value output, Value parameter) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of();
    }

    @Override
    public String formula() {
      return "%s = ∂loss/∂%s so far".formatted(output.name(), parameter.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a gradient is that of a batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(
          List.of(
              new Statement.Copy(
                  GRADIENT,
                  Index.of(lowering.offset(parameter)),
                  new Element(lowering.array(output), Index.of(0)),
                  Index.of(0),
                  parameter.size())));
    }
  }

  /** Adds what was kept. */
  record Add(Value output, Value kept) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(kept);
    }

    @Override
    public String formula() {
      return "∂loss/∂%s += %s".formatted(output.name(), kept.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a gradient is that of a batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      String row = lowering.row(kept);
      List<Statement> code = new ArrayList<>();
      code.add(new Statement.DeclareRow(row, lowering.array(kept), Index.of(0)));
      code.addAll(
          Statement.loop(
              "j",
              output.size(),
              j -> {
                Expression sum = new Element("gradient", Index.of(lowering.offset(output)).plus(j));
                return List.of(new Statement.Assign(sum, sum.plus(new Element(row, j))));
              }));
      return Optional.of(code);
    }
  }
}
