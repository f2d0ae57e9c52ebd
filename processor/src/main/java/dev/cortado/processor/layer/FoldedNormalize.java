package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.name;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Lowering;
import dev.cortado.processor.graph.Tape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Batch normalization by moving averages as one operation of a prediction: with the map before it,
 * scale and shift, and relu after it, where they are there.
 *
 * @param map what computes what is normalized, where nothing else reads it
 * @param isRectified whether relu follows
 */
record FoldedNormalize(
    Optional<LinearMap> map,
    Value output,
    Value input,
    BatchNormKernel kernel,
    Optional<ScaleShift> scaleShift,
    boolean isRectified)
    implements ForwardOperation {

  /** The normalization alone. */
  static FoldedNormalize of(Value output, Value input, BatchNormKernel kernel) {
    return new FoldedNormalize(Optional.empty(), output, input, kernel, Optional.empty(), false);
  }

  /** A map with what follows, if that normalizes. */
  static Optional<ForwardOperation> of(LinearMap map, ForwardOperation next) {
    Optional<FoldedNormalize> norm =
        next instanceof FoldedNormalize folded
            ? Optional.of(folded)
            : next instanceof Normalizing normalizing
                ? Optional.of(normalizing.folded())
                : Optional.empty();
    return norm.filter(found -> found.map.isEmpty() && found.input.equals(map.output()))
        .map(found -> found.after(map));
  }

  private FoldedNormalize after(LinearMap before) {
    return new FoldedNormalize(Optional.of(before), output, input, kernel, scaleShift, isRectified);
  }

  @Override
  public Optional<ForwardOperation> foldedWith(ForwardOperation next) {
    if (isRectified) {
      return Optional.empty();
    }
    if (next instanceof ScaleShift scaling && scaleShift.isEmpty()) {
      return Optional.of(
          new FoldedNormalize(map, scaling.output(), input, kernel, Optional.of(scaling), false));
    }
    return next instanceof Activate activate && activate.function().isRelu()
        ? Optional.of(new FoldedNormalize(map, activate.output(), input, kernel, scaleShift, true))
        : Optional.empty();
  }

  @Override
  public List<Value> inputs() {
    return Stream.of(
            map.map(before -> before.inputs().stream()).orElse(Stream.of(input)),
            Stream.of(kernel.mean(), kernel.variance()),
            scaleShift.stream().flatMap(scaling -> scaling.parameters().stream()))
        .flatMap(all -> all)
        .toList();
  }

  @Override
  public String formula() {
    String of = map.map(before -> right(before.formula())).orElse(input.name());
    String normal = kernel.formula(of, kernel.mean().name(), kernel.variance().name());
    String scaled = scaleShift.map(scaling -> scaling.formula(normal)).orElse(normal);
    return "%s = %s".formatted(output.name(), isRectified ? "relu(" + scaled + ")" : scaled);
  }

  /** What stands to the right of a formula's first sign of equality. */
  private static String right(String formula) {
    return formula.substring(formula.indexOf(" = ") + 3);
  }

  @Override
  public void differentiate(Value gradient, Tape tape) {
    throw new IllegalStateException("only predictions are folded");
  }

  @Override
  public List<Statement> sample(Lowering lowering) {
    Optional<LinearMap> folded = map.map(before -> before.to(output));
    Optional<String> constant = folded.flatMap(before -> before.kernelIn(lowering));
    if (constant.isPresent()) {
      return List.of(both(lowering, constant.get()));
    }
    List<Statement> code = new ArrayList<>();
    folded.ifPresent(before -> code.addAll(before.sample(lowering)));
    code.add(call(lowering, norm(lowering), lowering.array(folded.isPresent() ? output : input)));
    return code;
  }

  @Override
  public Optional<List<Statement>> predictionBatch(Lowering lowering) {
    if (map.isEmpty()) {
      return Optional.of(
          List.of(call(lowering, norm(lowering), lowering.array(input), name("samples"))));
    }
    return map.get()
        .to(output)
        .kernelIn(lowering)
        .map(constant -> List.of(both(lowering, constant, name("samples"))));
  }

  private Statement both(Lowering lowering, String constant, Expression... samples) {
    List<Expression> arguments = List.of(name(constant), new Verbatim(norm(lowering)));
    String both = lowering.kernel(prefix(), "Normalized", arguments);
    return call(lowering, both, lowering.array(map.orElseThrow().inputs().get(0)), samples);
  }

  /** Kernels are named after the layer that they begin with. */
  private String prefix() {
    return map.orElseThrow().output().name();
  }

  private Statement call(Lowering lowering, String constant, String from, Expression... samples) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(name("parameters"));
    arguments.add(name(from));
    arguments.add(name(lowering.array(output)));
    arguments.addAll(List.of(samples));
    arguments.add(name(lowering.scratch()));
    return new Statement.Run(new Expression.Invoke(constant, "forward", arguments));
  }

  private String norm(Lowering lowering) {
    String constant =
        kernel.moving(
            lowering, scaleShift.flatMap(ScaleShift::scale), scaleShift.flatMap(ScaleShift::shift));
    return isRectified ? constant + ".rectified()" : constant;
  }
}
