package dev.cortado.processor.layer;

import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A product of attention, each head on its own.
 *
 * @param kernel the runtime's kernel
 * @param kind which product it is
 * @param left vectors of the queries, or weights
 * @param right vectors of the keys
 */
record HeadProduct(HeadKernel kernel, Kind kind, Value output, Value left, Value right)
    implements ForwardOperation {

  /** The products. */
  enum Kind {
    /** Of queries with keys: a matrix for each head. */
    SIMILARITIES("similarities", "%s · %sᵀ"),
    /** Of such matrices with the vectors of the keys: a vector for each query. */
    WEIGHTED_SUMS("weightedSums", "%s · %s"),
    /** Of such matrices with the vectors of the queries: a vector for each key. */
    TRANSPOSED_SUMS("transposedSums", "%sᵀ · %s");

    private final String method;
    private final String formula;

    Kind(String method, String formula) {
      this.method = method;
      this.formula = formula;
    }

    private String formula(HeadKernel kernel, Value output, Value left, Value right) {
      return "%s = %s%s of each head"
          .formatted(
              output.name(),
              kernel.scale() == 1 ? "" : String.format(Locale.ROOT, "%.4g * ", kernel.scale()),
              formula.formatted(left.name(), right.name()));
    }
  }

  @Override
  public List<Value> inputs() {
    return List.of(left, right);
  }

  @Override
  public String formula() {
    return kind.formula(kernel, output, left, right);
  }

  @Override
  public boolean isKernel() {
    return true;
  }

  @Override
  public long multiplyAdds() {
    return kernel.multiplyAdds();
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    if (kind == Kind.SIMILARITIES) {
      tape.add(left, term -> new Gradient(kernel, Kind.WEIGHTED_SUMS, term, gradient, right));
      tape.add(right, term -> new Gradient(kernel, Kind.TRANSPOSED_SUMS, term, gradient, left));
    } else {
      tape.add(left, term -> new Gradient(kernel, Kind.SIMILARITIES, term, gradient, right));
      tape.add(right, term -> new Gradient(kernel, Kind.TRANSPOSED_SUMS, term, left, gradient));
    }
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return kernel.sample(lowering, kind.method, left, right, output);
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    return Optional.of(kernel.batch(lowering, kind.method, left, right, output));
  }

  /** The gradient of a factor, which is a product too. */
  record Gradient(HeadKernel kernel, Kind kind, Value output, Value left, Value right)
      implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(left, right);
    }

    @Override
    public String formula() {
      return kind.formula(kernel, output, left, right);
    }

    @Override
    public boolean isKernel() {
      return true;
    }

    @Override
    public long multiplyAdds() {
      return kernel.multiplyAdds();
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("attention's gradient is computed for whole batches");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(kernel.batch(lowering, kind.method, left, right, output));
    }
  }
}
