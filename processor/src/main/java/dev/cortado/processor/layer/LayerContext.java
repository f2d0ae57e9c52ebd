package dev.cortado.processor.layer;

import dev.cortado.processor.check.Diagnostic;
import dev.cortado.processor.check.Diagnostics;
import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.UsedNetwork;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.ParameterNode;
import dev.cortado.processor.graph.ParameterNode.InitializerCall;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.graph.Value.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a kind of layer sees of the layer that it builds. */
final class LayerContext {
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 8;

  private final LayerDeclaration declaration;
  private final int position;
  private final List<Value> inputs;
  private final Masks masks;
  private final Ancestors above;
  private final Names names;
  private final Diagnostics diagnostics;
  private final Parts parts;
  private final Optional<LayerNode> sharedWith;
  private final boolean isStep;
  private boolean asksForParameters;
  private final List<ForwardOperation> operations = new ArrayList<>();
  private final List<ParameterNode> parameters = new ArrayList<>();
  private String description = "";

  LayerContext(
      LayerDeclaration declaration,
      int position,
      List<Value> inputs,
      Masks masks,
      Ancestors above,
      Names names,
      Diagnostics diagnostics,
      Parts parts,
      Optional<LayerNode> sharedWith,
      boolean isStep) {
    this.declaration = declaration;
    this.position = position;
    this.inputs = inputs;
    this.masks = masks;
    this.above = above;
    this.names = names;
    this.diagnostics = diagnostics;
    this.parts = parts;
    this.sharedWith = sharedWith;
    this.isStep = isStep;
  }

  String name() {
    return declaration.name();
  }

  /** The layer's position in its network. */
  int position() {
    return position;
  }

  AnnotationUse annotation() {
    return declaration.kind();
  }

  /** The network that the layer uses. */
  UsedNetwork used() {
    return declaration.used().orElseThrow();
  }

  /** The networks that are used, and the one that is built. */
  Parts parts() {
    return parts;
  }

  List<LayerReference> references() {
    return declaration.inputs();
  }

  List<Value> inputs() {
    return inputs;
  }

  Value input() {
    return inputs.get(0);
  }

  /** Which steps of the input count: 1 or 0 for each; empty where all do. */
  Optional<Value> mask() {
    return masks.of(input());
  }

  /** Which steps of a value of the layer, or of one that it takes, count. */
  Masks masks() {
    return masks;
  }

  /** The layers above it. */
  Ancestors above() {
    return above;
  }

  /**
   * Whether it sees one step of a sequence at a time, so that its inputs have one row; what it
   * needs of earlier ones are values that it carries.
   */
  boolean isStep() {
    return isStep;
  }

  /** What the layer hands on, named after it. */
  Value value(Shape shape) {
    return new Value(names.unique(name()), shape, Role.ACTIVATION);
  }

  /** What the caller passes in, named after the layer. */
  Value inputValue(Shape shape) {
    return new Value(names.unique(name()), shape, Role.INPUT);
  }

  /** The mask of what a user of the network passes in, named after the layer. */
  Value inputMask(Shape shape) {
    return new Value(names.unique(name() + "Mask"), shape, Role.INPUT);
  }

  /** A value between the layer's operations. */
  Value intermediate(String suffix, Shape shape) {
    return new Value(names.unique(name() + suffix), shape, Role.ACTIVATION);
  }

  /** A value between the layer's operations that is kept from one step to the next. */
  Value carried(String suffix, Shape shape) {
    return new Value(names.unique(name() + suffix), shape, Role.CARRIED);
  }

  /**
   * A parameter of the layer, with its initializer and penalty as the annotation's attributes say.
   */
  Value parameter(String parameter, Shape shape) {
    return parameter(parameter, parameter, shape);
  }

  /**
   * A parameter of the layer.
   *
   * @param attribute how the names of the attributes begin that say its initializer, penalty and
   *     constraint
   */
  Value parameter(String parameter, String attribute, Shape shape) {
    return parameter(
        parameter,
        attribute,
        shape,
        InitializerCalls.of(annotation().nested(attribute + "Initializer")));
  }

  /** A parameter of the layer, with a penalty where the annotation has an attribute for it. */
  Value parameter(String parameter, Shape shape, InitializerCall initializer) {
    return parameter(parameter, parameter, shape, initializer);
  }

  /** A parameter of the layer, with a penalty and a constraint where attributes say so. */
  Value parameter(String parameter, String attribute, Shape shape, InitializerCall initializer) {
    if (sharedWith.isPresent()) {
      return shared(parameter, shape);
    }
    Value value = parameterValue(parameter, shape, isFrozen() ? Role.FROZEN : Role.TRAINABLE);
    Optional<AnnotationUse> regularizer =
        annotation().has(attribute + "Regularizer")
            ? Optional.of(annotation().nested(attribute + "Regularizer"))
            : Optional.empty();
    parameters.add(
        new ParameterNode(
            parameter,
            value,
            initializer,
            regularizer.map(use -> use.number("l1")).orElse(0.0),
            regularizer.map(use -> use.number("l2")).orElse(0.0),
            ConstraintCalls.of(this, attribute, shape)));
    return value;
  }

  /** The bias of so many numbers, where the layer uses one. */
  Optional<Value> bias(int size) {
    return annotation().flag("useBias")
        ? Optional.of(parameter("bias", Shape.of(size)))
        : Optional.empty();
  }

  /** A parameter that no gradient changes. */
  Value state(String parameter, Shape shape, InitializerCall initializer) {
    if (sharedWith.isPresent()) {
      return shared(parameter, shape);
    }
    Value value = parameterValue(parameter, shape, Role.FROZEN);
    parameters.add(new ParameterNode(parameter, value, initializer, 0, 0, Optional.empty()));
    return value;
  }

  /** All parameters of a part, and of its repeats, as one; empty where there are none. */
  Optional<Value> parameters(Role role, long size) {
    if (size == 0) {
      return Optional.empty();
    }
    String name = role == Role.TRAINABLE ? "trainable" : "frozen";
    Shape shape = Shape.of(Math.toIntExact(size));
    if (sharedWith.isPresent()) {
      return Optional.of(shared(name, shape));
    }
    Value value = parameterValue(name, shape, role);
    parameters.add(new ParameterNode(name, value, InitializerCalls.ZEROS, 0, 0, Optional.empty()));
    return Optional.of(value);
  }

  /** A value that training computes for all samples of a batch together. */
  Value statistic(String suffix, Shape shape) {
    return new Value(names.unique(name() + suffix), shape, Role.STATISTIC);
  }

  /** The parameter of that name of the layer whose parameters this one uses. */
  private Value shared(String parameter, Shape shape) {
    asksForParameters = true;
    Optional<ParameterNode> found =
        sharedWith.orElseThrow().parameters().stream()
            .filter(node -> node.name().equals(parameter))
            .findFirst();
    if (found.isPresent() && found.get().value().shape().equals(shape)) {
      parameters.add(found.get());
      return found.get().value();
    }
    String other = sharedWith.orElseThrow().name();
    report(
        Problem.SHARED_WEIGHTS
            .at(
                declaration.sharedWith().orElseThrow().place(),
                found.isPresent()
                    ? "layer '%s' has a %s of shape %s, but that of '%s' has shape %s"
                        .formatted(name(), parameter, shape, other, found.get().value().shape())
                    : "layer '%s' has a %s, but '%s' has none".formatted(name(), parameter, other))
            .fix("give both layers inputs of the same shape and the same attributes"));
    return parameterValue(parameter, shape, Role.TRAINABLE);
  }

  /** Says so where a layer shares parameters, but has none. */
  void checkShared() {
    if (sharedWith.isPresent() && !asksForParameters) {
      report(
          Problem.SHARED_WEIGHTS
              .at(
                  declaration.sharedWith().orElseThrow().place(),
                  "layer '%s' shares the weights of '%s', but @%s has none"
                      .formatted(name(), sharedWith.orElseThrow().name(), annotation().type()))
              .fix("remove @SharedWeights"));
    }
  }

  private Value parameterValue(String parameter, Shape shape, Role role) {
    StringBuilder capitals = new StringBuilder(name());
    for (String word : parameter.split("_", -1)) {
      if (!word.isEmpty()) {
        capitals.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return new Value(names.unique(capitals.toString()), shape, role);
  }

  /** Whether training leaves the layer's parameters alone. */
  boolean isFrozen() {
    return annotation().flag("frozen");
  }

  void add(ForwardOperation operation) {
    operations.add(operation);
  }

  /** Says what distinguishes the layer from others of its type, after what was said before. */
  void describe(String text) {
    description = description.isEmpty() ? text : description + ", " + text;
  }

  /** Reports a problem; returns what a layer without value does. */
  <T> Optional<T> report(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
    return Optional.empty();
  }

  /** Whether arrays can hold as many elements; reports it where not. */
  boolean fits(String what, long... sizes) {
    long product = 1;
    for (long size : sizes) {
      product = product > MOST_ELEMENTS ? product : product * size;
    }
    if (product > MOST_ELEMENTS) {
      report(
          Problem.TOO_LARGE
              .at(
                  annotation().place(),
                  "%s of layer '%s' has more values than an array can hold".formatted(what, name()))
              .expected("at most " + MOST_ELEMENTS));
    }
    return product <= MOST_ELEMENTS;
  }

  LayerNode node(Value value) {
    sharedWith.ifPresent(other -> describe("weights of " + other.name()));
    return new LayerNode(
        name(),
        annotation().type(),
        references().stream().map(LayerReference::name).toList(),
        parameters,
        operations,
        value,
        description);
  }
}
