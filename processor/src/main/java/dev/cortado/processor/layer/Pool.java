package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is under windows, made one number a channel.
 *
 * @param layer the name of the layer
 * @param reduction what is made of the numbers under a window
 */
record Pool(String layer, Reduction reduction, Value output, Value input, Windows windows)
    implements ForwardOperation {

  /** What is made of some numbers. */
  enum Reduction {
    /** The greatest of them. */
    MAX("MaxPooling", "max"),
    /** Their mean. */
    AVERAGE("AveragePooling", "mean"),
    /** None: each number is put everywhere under the window, which moves over the output. */
    REPEAT("UpSampling", "repeats");

    private final String kernel;
    private final String word;

    Reduction(String kernel, String word) {
      this.kernel = kernel;
      this.word = word;
    }

    /** The runtime's class that computes it, and how the names of its layers begin. */
    String kernel() {
      return kernel;
    }
  }

  @Override
  public List<Value> inputs() {
    return List.of(input);
  }

  @Override
  public String formula() {
    return "%s = %s of windows over %s".formatted(output.name(), reduction.word, input.name());
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
    String constant = lowering.kernel(layer, reduction.kernel, List.of(windows.expression()));
    List<Expression> all = new ArrayList<>(List.of(arguments));
    all.add(name(lowering.scratch()));
    return new Statement.Run(new Expression.Invoke(constant, method, all));
  }

  /** The gradient of the input. */
  record Gradient(Pool pool, Value output, Value gradient) implements Operation {

    @Override
    public List<Value> inputs() {
      return pool.reduction == Reduction.MAX
          ? List.of(pool.input, pool.output, gradient)
          : List.of(gradient);
    }

    @Override
    public String formula() {
      return pool.reduction == Reduction.MAX
          ? "%s = %s at the first %s = %s"
              .formatted(output.name(), gradient.name(), pool.input.name(), pool.output.name())
          : "%s = the parts of %s".formatted(output.name(), gradient.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("the gradient of pooling is computed for whole batches");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      List<Expression> arguments = new ArrayList<>();
      inputs().forEach(value -> arguments.add(name(lowering.array(value))));
      arguments.add(name(lowering.array(output)));
      arguments.add(name("samples"));
      return Optional.of(
          List.of(pool.call(lowering, "inputGradient", arguments.toArray(Expression[]::new))));
    }
  }
}
