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
 * The weights of attention from its scores: softmax over the steps that count.
 *
 * @param layer the name of the layer
 * @param queryMask which steps of the queries count
 * @param keyMask which steps of the keys count
 * @param causal whether keys after the step of the query do not count
 */
record AttentionSoftmax(
    String layer,
    Value output,
    Value scores,
    Optional<Value> queryMask,
    Optional<Value> keyMask,
    boolean causal)
    implements ForwardOperation {

  @Override
  public List<Value> inputs() {
    return Stream.of(Stream.of(scores), queryMask.stream(), keyMask.stream())
        .flatMap(values -> values)
        .distinct()
        .toList();
  }

  @Override
  public String formula() {
    List<String> where = new ArrayList<>();
    queryMask.ifPresent(mask -> where.add(mask.name()));
    keyMask.filter(mask -> !where.contains(mask.name())).ifPresent(mask -> where.add(mask.name()));
    if (causal) {
      where.add("key <= query");
    }
    return "%s = softmax(%s)%s"
        .formatted(
            output.name(),
            scores.name(),
            where.isEmpty() ? "" : " where " + String.join(" and ", where));
  }

  @Override
  public boolean mayWorkInPlace() {
    return true;
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    tape.add(scores, term -> new Gradient(this, term, gradient));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return call(lowering, "forward", forwardArguments(lowering));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    List<Expression> arguments = forwardArguments(lowering);
    arguments.add(name("samples"));
    return Optional.of(call(lowering, "forward", arguments));
  }

  private List<Expression> forwardArguments(Lowering lowering) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(name(lowering.array(scores)));
    arguments.addAll(masks(lowering));
    arguments.add(name(lowering.array(output)));
    return arguments;
  }

  private List<Expression> masks(Lowering lowering) {
    return Stream.of(queryMask, keyMask)
        .map(mask -> mask.map(lowering::array).<Expression>map(Expression::name))
        .map(mask -> mask.orElse(new Verbatim("null")))
        .toList();
  }

  private List<Statement> call(Lowering lowering, String method, List<Expression> arguments) {
    List<Expression> all = new ArrayList<>(arguments);
    all.add(name(lowering.scratch()));
    List<Expression> sizes =
        Stream.concat(output.shape().sizes().stream(), Stream.of(causal))
            .<Expression>map(argument -> new Verbatim(String.valueOf(argument)))
            .toList();
    String constant = lowering.kernel(layer, "AttentionWeights", sizes);
    return List.of(new Statement.Run(new Expression.Invoke(constant, method, all)));
  }

  /** The gradient of the scores. */
  record Gradient(AttentionSoftmax softmax, Value output, Value gradient) implements Operation {

    @Override
    public List<Value> inputs() {
      return Stream.of(
              Stream.of(gradient, softmax.output),
              softmax.queryMask.stream(),
              softmax.keyMask.stream())
          .flatMap(values -> values)
          .distinct()
          .toList();
    }

    @Override
    public String formula() {
      String weights = softmax.output.name();
      return "%s = %s * (%s - Σ %s * %s)"
          .formatted(output.name(), weights, gradient.name(), gradient.name(), weights);
    }

    @Override
    public boolean mayWorkInPlace() {
      return true;
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("attention's gradient is computed for whole batches");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      List<Expression> arguments = new ArrayList<>();
      arguments.add(name(lowering.array(softmax.output)));
      arguments.add(name(lowering.array(gradient)));
      arguments.addAll(softmax.masks(lowering));
      arguments.add(name(lowering.array(output)));
      arguments.add(name("samples"));
      return Optional.of(softmax.call(lowering, "gradient", arguments));
    }
  }
}
