package dev.cortado.processor.graph;

import dev.cortado.processor.code.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The use of a network as a layer, once or several times one after another. Its code calls that of
 * the part, which has arrays of its own.
 *
 * @param position the layer's position in its network
 * @param part the network that is used
 * @param repeats how many of it stand one after another
 * @param output what the layer hands on
 * @param mask the mask of that, where the part computes one
 * @param values what feeds it: a value for each input of the part, and then the masks that it reads
 * @param trainable all trainable parameters of all repeats as one, where there are any
 * @param frozen all other parameters as one, where there are any
 */
public record PartUse(
    int position,
    Part part,
    int repeats,
    Value output,
    Optional<Value> mask,
    List<Value> values,
    Optional<Value> trainable,
    Optional<Value> frozen)
    implements ForwardOperation {
  /** Copies the values. */
  public PartUse {
    values = List.copyOf(values);
  }

  @Override
  public List<Value> inputs() {
    return Stream.of(values.stream(), trainable.stream(), frozen.stream())
        .flatMap(all -> all)
        .toList();
  }

  /** Whether several stand one after another. */
  public boolean isRepeated() {
    return repeats > 1;
  }

  /** Whether each repeat takes a value as it is: a mask that repeats do not change. */
  boolean isOfAllRepeats(int value) {
    return !isRepeated() || (value >= part.inputs().size() && mask.isEmpty());
  }

  @Override
  public List<Value> outputs() {
    return Stream.concat(Stream.of(output), mask.stream()).toList();
  }

  @Override
  public String formula() {
    return output.name() + " = " + call();
  }

  private String call() {
    return "%s(%s)%s"
        .formatted(
            part.name(),
            values.stream().map(Value::name).collect(Collectors.joining(", ")),
            isRepeated() ? ", %d times over".formatted(repeats) : "");
  }

  @Override
  public long multiplyAdds() {
    return repeats
        * part.graph().operations().stream().mapToLong(ForwardOperation::multiplyAdds).sum();
  }

  @Override
  public boolean trainsDifferently() {
    return part.graph().operations().stream().anyMatch(ForwardOperation::trainsDifferently);
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    differentiate(gradient, tape, trainable, false);
  }

  @Override
  public void differentiatePrediction(Value gradient, Tape tape) {
    differentiate(gradient, tape, Optional.empty(), true);
  }

  /** One call of the part computes all gradients: the operation that comes last makes it. */
  private void differentiate(
      Value gradient, Tape tape, Optional<Value> parameters, boolean explains) {
    List<Integer> needed =
        IntStream.range(0, part.inputs().size())
            .filter(input -> tape.needs(values.get(input)))
            .boxed()
            .toList();
    List<Optional<Value>> terms =
        new ArrayList<>(Collections.nCopies(part.inputs().size(), Optional.empty()));
    for (int input : needed) {
      boolean isLast = parameters.isEmpty() && input == needed.get(needed.size() - 1);
      tape.add(
          values.get(input),
          term -> {
            terms.set(input, Optional.of(term));
            return isLast
                ? new Gradient(term, gradient, this, terms, explains)
                : new Term(term, gradient, this);
          });
    }
    parameters.ifPresent(
        all -> tape.parameter(all, new Gradient(all, gradient, this, terms, explains)));
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    return new PartCode(this, lowering)
        .parameters()
        .sample()
        .withBuffers()
        .scratch()
        .call("forward");
  }

  @Override
  public Optional<List<Statement>> predictionBatch(Lowering lowering) {
    PartCode code = new PartCode(this, lowering);
    return Optional.of(
        code.parameters()
            .withBuffers()
            .samples()
            .scratch()
            .call(
                lowering.wantsOutputsAlone() && code.part().folds() ? "forwardOutput" : "forward"));
  }

  @Override
  public Optional<List<Statement>> batch(Lowering lowering) {
    if (!trainsDifferently()) {
      return predictionBatch(lowering);
    }
    PartCode code = new PartCode(this, lowering);
    return Optional.of(
        code.parameters()
            .withBuffers()
            .samples()
            .scratch()
            .noise(code.part().forwardDraws())
            .call("forwardTraining"));
  }

  @Override
  public Optional<Statement> afterStep(Lowering lowering) {
    PartCode code = new PartCode(this, lowering);
    return code.part().hasAverages()
        ? Optional.of(code.parameters().withBuffers().call("updateAverages").get(0))
        : Optional.empty();
  }

  /** Uses differ in what they hand on. */
  @Override
  public boolean equals(Object other) {
    return other instanceof PartUse use && use.output.equals(output);
  }

  @Override
  public int hashCode() {
    return output.hashCode();
  }

  /** Tells of the mask of what a layer hands on; the call that writes it is that of the use. */
  public record Mask(Value output, PartUse use) implements ForwardOperation {

    @Override
    public List<Value> inputs() {
      return use.values;
    }

    @Override
    public String formula() {
      return "%s = mask of %s".formatted(output.name(), use.call());
    }

    /** A mask does not change with values, but for jumps. */
    @Override
    public void differentiate(Value gradient, Tape tape) {}

    @Override
    public List<Statement> sample(Lowering lowering) {
      return List.of();
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(List.of());
    }
  }

  /** Tells what a term is; the call that writes it is that of the gradient. */
  record Term(Value output, Value gradient, PartUse use) implements Operation {

    @Override
    public List<Value> inputs() {
      return List.of(gradient);
    }

    @Override
    public String formula() {
      return "%s = %s through %s".formatted(output.name(), gradient.name(), use.part.name());
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      return List.of();
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      return Optional.of(List.of());
    }
  }

  /**
   * The gradients of a use.
   *
   * @param output all trainable parameters as one; the last term where there are none
   * @param gradient the gradient of what the layer hands on
   * @param use the use
   * @param terms for each value that feeds it, what its gradient is written to, where it is needed
   * @param explains whether they are those of a prediction, for an explanation
   */
  public record Gradient(
      Value output, Value gradient, PartUse use, List<Optional<Value>> terms, boolean explains)
      implements Operation {
    /** Copies the terms. */
    public Gradient {
      terms = List.copyOf(terms);
    }

    @Override
    public List<Value> outputs() {
      return Stream.concat(Stream.of(output), terms.stream().flatMap(Optional::stream)).toList();
    }

    @Override
    public List<Value> inputs() {
      return Stream.of(Stream.of(gradient), use.trainable.stream(), use.frozen.stream())
          .flatMap(all -> all)
          .toList();
    }

    @Override
    public String formula() {
      return output.isParameter()
          ? "∂loss/∂%s = Σ %s through %s".formatted(output.name(), gradient.name(), use.part.name())
          : new Term(output, gradient, use).formula();
    }

    @Override
    public List<Statement> sample(Lowering lowering) {
      throw new IllegalStateException("a part computes gradients for batches");
    }

    @Override
    public Optional<List<Statement>> batch(Lowering lowering) {
      if (explains) {
        return Optional.of(
            PartCode.explaining(use, lowering)
                .parameters()
                .withBuffers()
                .samples()
                .scratch()
                .callBackwards("explain"));
      }
      PartCode code = new PartCode(use, lowering);
      return Optional.of(
          code.parameters()
              .withBuffers()
              .samples()
              .scratch()
              .noise(code.part().backwardDraws())
              .gradient()
              .callBackwards("backward"));
    }
  }
}
