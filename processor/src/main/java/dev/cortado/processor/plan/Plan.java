package dev.cortado.processor.plan;

import dev.cortado.processor.code.KernelConstant;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.code.Statement;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the generated class is written from, or its nested class for a part.
 *
 * @param network the declaration
 * @param graph the forward graph
 * @param table the network as a table, a line each
 * @param fingerprint a digest of layers, shapes and wiring
 * @param parameters the layout of the flat arrays
 * @param arrays the arrays of a workspace: activations, statistics, then gradients
 * @param roots for each layer's value, each output's logits and each output's gradient, the value
 *     whose array holds it
 * @param lossGradients for each output, the value that a loss writes
 * @param kernels the constants that hold kernels
 * @param tiny the body of the prediction of one sample on local variables, where the network is
 *     tiny
 * @param forward the steps of a prediction that computes every layer
 * @param outputs the steps of a prediction whose outputs alone are wanted; equal to {@code forward}
 *     where no layer can be left out
 * @param training the steps of the forward pass of training; equal to {@code forward} where nothing
 *     differs
 * @param backward the steps of the backward pass
 * @param updates the steps that follow on a step of the optimizer
 * @param explanation the derivative with respect to the inputs, where it is asked for
 * @param stream the prediction of a sequence step by step, where it is asked for
 * @param helpers the methods that steps call
 * @param uses the uses of parts
 * @param boundary where it meets its users, if it is a part
 */
public record Plan(
    NetworkDeclaration network,
    Graph graph,
    List<String> table,
    String fingerprint,
    List<ParameterSlot> parameters,
    List<Value> arrays,
    Map<Value, Value> roots,
    List<Value> lossGradients,
    List<KernelConstant> kernels,
    Optional<List<Statement>> tiny,
    List<Step> forward,
    List<Step> outputs,
    List<Step> training,
    List<Step> backward,
    List<Step> updates,
    Optional<Explanation> explanation,
    Optional<Stream> stream,
    List<Method> helpers,
    List<UsePlan> uses,
    Optional<Boundary> boundary) {
  /** Copies the lists. */
  public Plan {
    table = List.copyOf(table);
    parameters = List.copyOf(parameters);
    arrays = List.copyOf(arrays);
    roots = Map.copyOf(roots);
    lossGradients = List.copyOf(lossGradients);
    kernels = List.copyOf(kernels);
    tiny = tiny.map(List::copyOf);
    forward = List.copyOf(forward);
    outputs = List.copyOf(outputs);
    training = List.copyOf(training);
    backward = List.copyOf(backward);
    updates = List.copyOf(updates);
    helpers = List.copyOf(helpers);
    uses = List.copyOf(uses);
  }

  /** The name of what says where a parameter begins in the flat arrays. */
  public String offset(Value parameter) {
    return parameters.stream()
        .filter(slot -> slot.parameter().value().equals(parameter))
        .findFirst()
        .orElseThrow()
        .offset()
        .name();
  }

  /** The plans of all parts, each before those that use it. */
  public List<Plan> parts() {
    Map<String, Plan> parts = new LinkedHashMap<>();
    for (UsePlan use : uses) {
      use.plan().parts().forEach(part -> parts.put(part.partName(), part));
      parts.put(use.plan().partName(), use.plan());
    }
    return List.copyOf(parts.values());
  }

  /** Whether a part stands several times one after another anywhere. */
  public boolean repeats(Plan part) {
    List<Plan> all = new ArrayList<>(parts());
    all.add(this);
    return all.stream()
        .flatMap(plan -> plan.uses.stream())
        .anyMatch(use -> use.use().isRepeated() && use.plan().partName().equals(part.partName()));
  }

  private String partName() {
    return boundary.orElseThrow().name();
  }

  /** The use of a part by a layer, where it uses one. */
  public Optional<UsePlan> useOf(LayerNode layer) {
    return uses.stream().filter(use -> use.use().output().equals(layer.value())).findFirst();
  }

  /** The use whose trainable parameters a slot holds, where it holds such. */
  public Optional<UsePlan> useOf(ParameterSlot slot) {
    return uses.stream()
        .filter(use -> use.use().trainable().stream().anyMatch(slot.parameter().value()::equals))
        .findFirst();
  }

  /** How many layers handles are made of for a layer: those of parts have their own. */
  public int handles(LayerNode layer) {
    Optional<UsePlan> use = useOf(layer);
    if (use.isEmpty()) {
      return 1;
    }
    int one = use.get().plan().handles();
    return use.get().use().isRepeated() ? use.get().use().repeats() * one + 1 : one;
  }

  /** How many layers handles are made of: for a part, one is for the whole of it. */
  public int handles() {
    return boundary.isPresent()
        ? 1
            + graph.layers().stream()
                .filter(layer -> layer.value().role() != Value.Role.INPUT)
                .mapToInt(this::handles)
                .sum()
        : graph.layers().stream().mapToInt(this::handles).sum();
  }

  /** Whether an array of a workspace is of no use to predictions and explanations. */
  public boolean isForTraining(Value array) {
    return switch (array.role()) {
      case GRADIENT, STATISTIC -> true;
      default ->
          java.util.stream.Stream.of(
                  forward, outputs, explanation.map(Explanation::steps).orElse(List.of()))
              .flatMap(List::stream)
              .flatMap(step -> step.methods().stream())
              .flatMap(method -> method.parameters().stream())
              .noneMatch(parameter -> parameter.name().equals(array.name()));
    };
  }

  /** Floats of all activations of a sample, in a prediction. */
  long activations() {
    long own = arrays.stream().filter(value -> !isForTraining(value)).mapToLong(Value::size).sum();
    return own + uses.stream().mapToLong(UsePlan::activations).sum();
  }

  /**
   * The backward pass of explanations.
   *
   * @param arrays the arrays that it writes, except those that a part's users give
   * @param outputs for each output, the array that the caller writes
   * @param inputs for each input, the array of its gradient
   * @param uses the uses of parts that it goes through
   * @param steps its steps
   */
  public record Explanation(
      List<Value> arrays,
      List<Value> outputs,
      List<Value> inputs,
      List<ExplainedUse> uses,
      List<Step> steps) {
    /** Copies the lists. */
    public Explanation {
      arrays = List.copyOf(arrays);
      outputs = List.copyOf(outputs);
      inputs = List.copyOf(inputs);
      uses = List.copyOf(uses);
      steps = List.copyOf(steps);
    }
  }

  /**
   * The prediction of a sequence whose steps arrive one after another.
   *
   * @param input a step of the input
   * @param output what is predicted of it
   * @param outputRoot the value whose array holds that
   * @param arrays all arrays that a stream holds but that of the output
   * @param calls the methods that it calls for each step, in order
   * @param methods those of them that no prediction has
   */
  public record Stream(
      LayerNode input,
      LayerNode output,
      Value outputRoot,
      List<Value> arrays,
      List<Method> calls,
      List<Method> methods) {
    /** Copies the lists. */
    public Stream {
      arrays = List.copyOf(arrays);
      calls = List.copyOf(calls);
      methods = List.copyOf(methods);
    }
  }
}
