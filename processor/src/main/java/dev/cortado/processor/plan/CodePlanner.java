package dev.cortado.processor.plan;

import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Backward;
import dev.cortado.processor.graph.Differentiation;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Part;
import dev.cortado.processor.graph.PartInterface;
import dev.cortado.processor.graph.PartUse;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans the code of a network, or of a part of one: its arrays and the steps of its passes. */
final class CodePlanner {
  private final NetworkDeclaration network;
  private final Graph graph;
  private final Optional<Graph> step;
  private final CostModel costs;
  private final List<ParameterSlot> slots;
  private final Backward backward;
  private final Optional<Backward> ofInputs;
  private final Storage storage;
  private final StepWriter writer;
  private final List<Step> forward = new ArrayList<>();
  private final List<Step> outputs = new ArrayList<>();

  /** Those of {@link #forward}, by layer. */
  private final Map<LayerNode, Step> byLayer = new HashMap<>();

  private final List<Step> training = new ArrayList<>();
  private final List<Step> updates = new ArrayList<>();

  private CodePlanner(
      NetworkDeclaration network,
      Graph graph,
      Optional<Graph> step,
      Names names,
      CostModel costs,
      List<ParameterSlot> slots,
      Backward backward,
      Optional<Backward> ofInputs,
      Home home) {
    this.network = network;
    this.graph = graph;
    this.step = step;
    this.costs = costs;
    this.slots = slots;
    this.backward = backward;
    this.ofInputs = ofInputs;
    storage =
        new Storage(
            graph, Stream.concat(Stream.of(backward), ofInputs.stream()).toList(), home.isPart());
    writer =
        new StepWriter(
            costs,
            storage::root,
            names,
            slots,
            graph.inputs().stream().map(LayerNode::value).toList(),
            home);
  }

  /**
   * The plan of a network.
   *
   * @param step the graph of a step of the sequence that it reads, where that is asked for
   * @param parts the plans of the parts that it uses, by their keys
   */
  static Plan network(
      NetworkDeclaration network,
      Graph graph,
      Optional<Graph> step,
      Names names,
      CostModel costs,
      Map<String, Plan> parts) {
    Backward backward = Differentiation.of(graph, names);
    return new CodePlanner(
            network,
            graph,
            step,
            names,
            costs,
            ParameterLayout.of(graph),
            backward,
            network.explained()
                ? Optional.of(Differentiation.ofInputs(graph, names))
                : Optional.empty(),
            new Home(false, parts))
        .plan(names, Optional.empty());
  }

  /**
   * The plan of a part.
   *
   * @param className how the names of its classes begin
   * @param parts the plans of the parts that it uses itself
   * @param explains whether a network that it belongs to is explained
   */
  static Plan part(
      Part part, String className, CostModel costs, Map<String, Plan> parts, boolean explains) {
    Backward backward = Differentiation.of(part);
    return new CodePlanner(
            part.network(),
            part.graph(),
            Optional.empty(),
            part.names(),
            costs,
            ParameterLayout.of(part),
            backward,
            explains ? Optional.of(Differentiation.ofInputs(part)) : Optional.empty(),
            new Home(true, parts))
        .plan(part.names(), Optional.of(className));
  }

  private Plan plan(Names names, Optional<String> partName) {
    for (LayerNode layer : graph.layers()) {
      forward(layer);
    }
    forwardOutputs();
    List<Step> reverse = backwardSteps();
    Optional<Plan.Explanation> explanation =
        ofInputs.map(derived -> explanation(derived, partName.isPresent()));
    Optional<Plan.Stream> stream =
        step.map(one -> new StreamPlanner(graph, storage, writer, byLayer).plan(one));
    Optional<Boundary> boundary =
        partName.map(
            name ->
                boundary(
                    name,
                    names,
                    reverse,
                    explanation.map(Plan.Explanation::steps).orElse(List.of())));
    return new Plan(
        network,
        graph,
        NetworkTable.of(graph, slots, costs),
        Fingerprint.of(graph),
        slots,
        arrays(boundary),
        roots(),
        backward.roots(),
        writer.members().kernels(),
        partName.isPresent() ? Optional.<List<Statement>>empty() : writer.tiny(graph),
        forward,
        outputs,
        training,
        reverse,
        updates,
        explanation,
        stream,
        writer.members().helpers(),
        writer.members().uses(storage, gradients(backward)),
        boundary);
  }

  private void forward(LayerNode layer) {
    List<ForwardOperation> operations =
        layer.operations().stream().filter(operation -> !operation.isView()).toList();
    if (operations.isEmpty()) {
      return;
    }
    Step step =
        writer.forward(
            "forward" + capital(layer.name()), Folding.within(layer), StepWriter.Wanted.LAYERS);
    forward.add(step);
    byLayer.put(layer, step);
    boolean differs = operations.stream().anyMatch(ForwardOperation::trainsDifferently);
    training.add(
        differs
            ? writer.forward(
                "train" + capital(layer.name()), operations, StepWriter.Wanted.TRAINING)
            : step);
    writer.update("update" + capital(layer.name()), operations).ifPresent(updates::add);
  }

  /** The steps of a prediction: those of layers, except where layers are folded into others. */
  private void forwardOutputs() {
    for (Folding.Group group : new Folding(graph).across()) {
      String layer = capital(group.layer().name());
      if (group.isFolded() || group.layer().use().filter(writer::folds).isPresent()) {
        outputs.add(
            writer.forward("predict" + layer, group.operations(), StepWriter.Wanted.OUTPUTS));
      } else {
        outputs.add(byLayer.get(group.layer()));
      }
    }
  }

  /** The derivative for explanations; the arrays where a part begins and ends are its users'. */
  private Plan.Explanation explanation(Backward derived, boolean isPart) {
    List<Step> steps = backwardSteps("explain", derived, Set.of());
    List<Value> outputs = derived.roots().stream().map(storage::root).toList();
    List<Value> inputs = derived.ofInputs().stream().map(storage::root).toList();
    List<Value> others = storage.arrays(backward);
    List<Value> arrays =
        storage.arrays(derived).stream()
            .filter(array -> !others.contains(array))
            .filter(array -> !isPart || !(outputs.contains(array) || inputs.contains(array)))
            .toList();
    return new Plan.Explanation(
        arrays, outputs, inputs, writer.members().explained(storage, gradients(derived)), steps);
  }

  private List<Step> backwardSteps() {
    return backwardSteps(
        "backward", backward, backward.ofInputs().isEmpty() ? Set.of() : backward.onlyForInputs());
  }

  /**
   * One step for each layer's derivative; that of a head is on its own, as losses on logits leave
   * it out, and so is what serves the gradients of a part's inputs alone.
   */
  private List<Step> backwardSteps(String verb, Backward backward, Set<Operation> onlyForInputs) {
    List<Step> steps = new ArrayList<>();
    List<Backward.Step> rest =
        backward.steps().stream().filter(step -> !step.operation().isView()).toList();
    for (int i = 0; i < rest.size(); ) {
      Backward.Step first = rest.get(i);
      // What serves inputs alone comes last in its layer: nothing else reads it
      List<Operation> operations = new ArrayList<>();
      List<Operation> forInputs = new ArrayList<>();
      while (i < rest.size()
          && rest.get(i).layer().equals(first.layer())
          && rest.get(i).headOf() == first.headOf()) {
        Operation operation = rest.get(i++).operation();
        (onlyForInputs.contains(operation) ? forInputs : operations).add(operation);
      }
      // Not a suffix: that could be another layer's name
      String layer = capital(first.layer().name());
      String begin = first.headOf() >= 0 ? "head" + capital(verb) : verb;
      if (!operations.isEmpty()) {
        steps.add(writer.backward(begin + layer, operations, first.headOf(), false));
      }
      if (!forInputs.isEmpty()) {
        String inputs = "input" + capital(verb);
        steps.add(writer.backward(inputs + layer, forInputs, first.headOf(), true));
      }
    }
    return steps;
  }

  /** The arrays of the plan's own; those of a part's boundary are its users'. */
  private List<Value> arrays(Optional<Boundary> boundary) {
    List<Value> all = storage.arrays(backward);
    return boundary
        .map(
            border ->
                all.stream()
                    .filter(
                        value ->
                            !value.equals(border.output())
                                && border.mask().filter(value::equals).isEmpty()
                                && !value.equals(border.outputGradient())
                                && !border.inputGradients().contains(value))
                    .toList())
        .orElse(all);
  }

  private static List<PartUse.Gradient> gradients(Backward backward) {
    return backward.operations().stream()
        .filter(PartUse.Gradient.class::isInstance)
        .map(PartUse.Gradient.class::cast)
        .toList();
  }

  private Map<Value, Value> roots() {
    Map<Value, Value> roots = new HashMap<>();
    graph.layers().forEach(layer -> roots.put(layer.value(), storage.root(layer.value())));
    backward.roots().forEach(value -> roots.put(value, storage.root(value)));
    for (LayerNode output : graph.outputs()) {
      graph
          .headOf(output)
          .map(head -> head.inputs().get(0))
          .ifPresent(v -> roots.put(v, storage.root(v)));
    }
    return roots;
  }

  private Boundary boundary(String name, Names names, List<Step> reverse, List<Step> explanation) {
    Value handedOn = graph.outputs().get(0).value();
    Value output = storage.root(handedOn);
    if (output.role() == Value.Role.INPUT) {
      // A part that computes nothing copies its input into an array of its user
      output = new Value(names.unique(handedOn.name()), handedOn.shape(), Value.Role.ACTIVATION);
    }
    Optional<Value> mask = graph.masks().computed().map(storage::root);
    boolean scratch =
        Stream.of(forward, outputs, training, reverse, explanation)
            .flatMap(List::stream)
            .anyMatch(step -> step.batch().needsScratch());
    return new Boundary(
        name,
        new PartInterface(
            given().map(Value::name).toList(),
            output.name(),
            mask.map(Value::name),
            !slots.isEmpty(),
            scratch
                || Stream.concat(forward.stream(), outputs.stream())
                    .anyMatch(step -> step.sample().stream().anyMatch(Method::needsScratch)),
            training.stream().anyMatch(Step::needsNoise),
            reverse.stream().anyMatch(Step::needsNoise),
            !updates.isEmpty(),
            !outputs.equals(forward)),
        output,
        mask,
        storage.root(backward.roots().get(0)),
        backward.ofInputs().stream().map(storage::root).toList());
  }

  /** What a part is given: its inputs, and the masks that it reads. */
  private Stream<Value> given() {
    return Stream.concat(
        graph.inputs().stream().map(LayerNode::value),
        graph.maskedInputs().stream().map(graph.masks().ofInputs()::get));
  }

  static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
