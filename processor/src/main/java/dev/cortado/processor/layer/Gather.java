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
import java.util.List;
import java.util.Optional;

/**
 * Rows of a matrix, by number. The numbers have no gradient.
 *
 * @param layer the name of the layer
 * @param tokens the numbers
 */
record Gather(String layer, Value output, Value tokens, Value matrix) implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return List.of(tokens, matrix);
  }

  @Override
  public String formula() {
    return "%s = rows %s of embeddings".formatted(output.name(), tokens.name());
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.parameter(matrix, new Scatter(this, gradient));
  }

  @Override
  public boolean isKernel() {
    return true;
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return call(
        lowering,
        "forward",
        name("parameters"),
        name(lowering.array(tokens)),
        name(lowering.array(output)));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(
        call(
            lowering,
            "forward",
            name("parameters"),
            name(lowering.array(tokens)),
            name(lowering.array(output)),
            name("samples")));
  }

  private List<Statement> call(Lowering lowering, String method, Expression... arguments) {
    String kernel =
        lowering.kernel(
            layer,
            "Embedding",
            List.of(
                name(lowering.offset(matrix).name()),
                new Verbatim(String.valueOf(matrix.shape().sizes().get(0))),
                new Verbatim(String.valueOf(matrix.shape().last())),
                new Verbatim('"' + layer + '"')));
    return List.of(new Statement.Run(new Expression.Invoke(kernel, method, List.of(arguments))));
  }

  /** The gradient of the matrix: what each row receives from where it went. */
  record Scatter(Gather gather, Value gradient) implements Operation {

    @Override
    public Value output() {
      return gather.matrix;
    }

    @Override
    public List<Value> inputs() {
      return List.of(gather.tokens, gradient);
    }

    @Override
    public String formula() {
      return "∂loss/∂%s = Σ %s at the rows %s"
          .formatted(output().name(), gradient.name(), gather.tokens.name());
    }

    @Override
    public boolean isKernel() {
      return true;
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a matrix's gradient is a sum over a batch");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(
          gather.call(
              lowering,
              "gradient",
              name(lowering.array(gather.tokens)),
              name(lowering.array(gradient)),
              name("samples"),
              name("gradient")));
    }
  }
}
