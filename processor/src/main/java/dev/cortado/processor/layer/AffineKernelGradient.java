package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.fma;
import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Element;
import dev.cortado.processor.code.Expression.RowElement;
import dev.cortado.processor.code.Index;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Method.Parameter;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.Form;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Product;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of a kernel: {@code inputᵀ · gradient}, summed over samples and leading axes, always
 * in the order of the samples and with fma.
 */
record AffineKernelGradient(Value output, Value input, Value gradient) implements Operation {
  private static final int BLOCK = 4;

  @Override
  public List<Value> inputs() {
    return List.of(input, gradient);
  }

  @Override
  public String formula() {
    return "∂loss/∂%s = Σ %sᵀ · %s".formatted(output.name(), input.name(), gradient.name());
  }

  @Override
  public Optional<Product> product() {
    return Optional.of(
        new Product(input.shape().last(), gradient.shape().last(), input.shape().repeats()));
  }

  @Override
  public long multiplyAdds() {
    return product().orElseThrow().multiplyAdds();
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return loops(lowering, lowering.array(input), lowering.array(gradient));
  }

  private List<Statement> loops(Lowering lowering, String inputRow, String gradientRow) {
    Product size = product().orElseThrow();
    Index r = size.repeats() == 1 ? Index.of(0) : Index.of("r");
    Expression sum = new Element("gradient", weight(lowering, Index.of("i"), Index.of("j")));
    Expression factor = new Element(gradientRow, r.times(size.outer()).plus(Index.of("j")));
    Statement vector =
        Statement.loop(
            "i",
            0,
            size.inner(),
            1,
            List.of(
                new Statement.DeclareFloat(
                    "x", new Element(inputRow, r.times(size.inner()).plus(Index.of("i")))),
                Statement.loop(
                    "j",
                    0,
                    size.outer(),
                    1,
                    List.of(new Statement.Assign(sum, fma(name("x"), factor, sum))))));
    return List.of(
        size.repeats() == 1 ? vector : Statement.loop("r", 0, size.repeats(), 1, List.of(vector)));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    Form form = lowering.form(this);
    if (form == Form.ROWS || form == Form.REGISTERS) {
      // Sums over samples need no registers: the longer side makes the rows.
      return Optional.of(
          input.shape().last() > gradient.shape().last()
              ? overInputs(lowering)
              : overOutputs(lowering));
    }
    List<Statement> body = new ArrayList<>();
    body.add(new Statement.DeclareRow(lowering.row(input), lowering.array(input), Index.of("s")));
    body.add(
        new Statement.DeclareRow(lowering.row(gradient), lowering.array(gradient), Index.of("s")));
    body.addAll(
        form == Form.STRAIGHT_LINE
            ? straightLine(lowering)
            : loops(lowering, lowering.row(input), lowering.row(gradient)));
    return Optional.of(
        List.of(
            new Statement.Zero(name("gradient"), Index.of(lowering.offset(output)), output.size()),
            Statement.eachSample(body)));
  }

  private Index weight(Lowering lowering, Index inner, Index outer) {
    return Index.of(lowering.offset(output)).plus(inner.times(output.shape().last())).plus(outer);
  }

  private List<Statement> straightLine(Lowering lowering) {
    List<Statement> code = new ArrayList<>();
    for (int i = 0; i < input.size(); i++) {
      for (int j = 0; j < gradient.size(); j++) {
        Expression sum = new Element("gradient", weight(lowering, Index.of(i), Index.of(j)));
        code.add(
            new Statement.Assign(
                sum,
                fma(
                    new Element(lowering.row(input), Index.of(i)),
                    new Element(lowering.row(gradient), Index.of(j)),
                    sum)));
      }
    }
    return code;
  }

  /** One row of the kernel at a time, over the outputs. */
  private List<Statement> overOutputs(Lowering lowering) {
    int outputs = gradient.size();
    String row = lowering.scratch(outputs);
    List<Statement> body = new ArrayList<>(sums(lowering, input, gradient, Index.of("i")));
    body.add(
        new Statement.Copy(
            name(row),
            Index.of(0),
            name("gradient"),
            weight(lowering, Index.of("i"), Index.of(0)),
            outputs));
    return List.of(whole(), Statement.loop("i", 0, input.size(), 1, body));
  }

  /**
   * One column of the kernel at a time, over the inputs: longer rows where there are few outputs.
   */
  private List<Statement> overInputs(Lowering lowering) {
    String column = lowering.scratch(input.size());
    List<Statement> body = new ArrayList<>(sums(lowering, gradient, input, Index.of("j")));
    body.add(
        Statement.loop(
            "i",
            0,
            input.size(),
            1,
            List.of(
                new Statement.Assign(
                    new Element("gradient", weight(lowering, Index.of("i"), Index.of("j"))),
                    new Element(column, Index.of("i"))))));
    return List.of(whole(), Statement.loop("j", 0, gradient.size(), 1, body));
  }

  private static Statement whole() {
    return new Statement.DeclareInt("whole", "samples - samples %% %d".formatted(BLOCK));
  }

  /** Sums up, over the samples, rows of one value times an element of another. */
  private static List<Statement> sums(Lowering lowering, Value factors, Value rows, Index factor) {
    return List.of(
        new Statement.Zero(name(lowering.scratch(rows.size())), Index.of(0), rows.size()),
        new Statement.For(
            "s", "0", "whole", BLOCK, List.of(add(lowering, factors, rows, factor, BLOCK))),
        new Statement.For(
            "s", "whole", "samples", 1, List.of(add(lowering, factors, rows, factor, 1))));
  }

  private static Statement add(
      Lowering lowering, Value factors, Value rows, Index factor, int count) {
    List<Expression> arguments = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      arguments.add(new RowElement(lowering.array(factors), Index.of("s").plus(n), factor));
    }
    for (int n = 0; n < count; n++) {
      arguments.add(new Element(lowering.array(rows), Index.of("s").plus(n)));
    }
    arguments.add(name(lowering.scratch(rows.size())));
    return new Statement.Run(
        new Expression.Call("", lowering.helper(addSamples(count, rows.size())), arguments));
  }

  /**
   * Adds multiples of the rows of some samples to the sums: the shape of loop that HotSpot turns
   * into vectors.
   */
  private static Method addSamples(int count, int length) {
    List<Parameter> parameters = new ArrayList<>();
    Expression sum = new Element("sums", Index.of("j"));
    for (int n = 0; n < count; n++) {
      parameters.add(new Parameter(Method.Type.FLOAT, "x" + n));
      sum = fma(name("x" + n), new Element("row" + n, Index.of("j")), sum);
    }
    for (int n = 0; n < count; n++) {
      parameters.add(new Parameter(Method.Type.ARRAY, "row" + n));
    }
    parameters.add(new Parameter(Method.Type.ARRAY, "sums"));
    return new Method(
        count == 1 ? "addSample" + length : "add" + count + "Samples" + length,
        true,
        parameters,
        List.of(
            new Statement.Comment(
                "Adds the rows of %s to %d sums, each row times its factor."
                    .formatted(count == 1 ? "a sample" : count + " samples", length)),
            Statement.loop(
                "j",
                0,
                length,
                1,
                List.of(new Statement.Assign(new Element("sums", Index.of("j")), sum)))));
  }
}
