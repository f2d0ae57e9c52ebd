package dev.cortado.processor.graph;

import dev.cortado.processor.graph.Value.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Derives the backward graph: visits the forward operations in reverse order and asks each for its
 * derivative. What nobody needs is never asked for: while training gradients of inputs, unless
 * those of a part, of frozen parameters, and of whatever no trainable parameter feeds; in
 * explanations those of parameters.
 */
public final class Differentiation implements Tape {
  private final Graph graph;
  private final Names names;
  private final boolean isPart;
  private final boolean explains;
  private final Set<Value> needed = new HashSet<>();
  private final Map<Value, List<Value>> terms = new HashMap<>();
  private final Set<Value> written = new HashSet<>();
  private final List<Backward.Step> steps = new ArrayList<>();
  private LayerNode layer;
  private int headOf = -1;

  private Differentiation(Graph graph, Names names, boolean isPart, boolean explains) {
    this.graph = graph;
    this.names = names;
    this.isPart = isPart;
    this.explains = explains;
  }

  /** The backward graph of a network's training. */
  public static Backward of(Graph graph, Names names) {
    return new Differentiation(graph, names, false, false).derive();
  }

  /** The backward graph of a part's training. */
  public static Backward of(Part part) {
    return new Differentiation(part.graph(), part.names(), true, false).derive();
  }

  /** The backward graph of a network's predictions, with respect to its inputs. */
  public static Backward ofInputs(Graph graph, Names names) {
    return new Differentiation(graph, names, false, true).derive();
  }

  /** The backward graph of a part's predictions, with respect to its inputs. */
  public static Backward ofInputs(Part part) {
    return new Differentiation(part.graph(), part.names(), true, true).derive();
  }

  private Backward derive() {
    if (isPart || explains) {
      graph.inputs().forEach(input -> needed.add(input.value()));
    }
    for (ForwardOperation operation : graph.operations()) {
      if (operation.inputs().stream().anyMatch(this::isSource)) {
        needed.add(operation.output());
      }
    }
    List<Value> roots = new ArrayList<>();
    for (LayerNode output : graph.outputs()) {
      Value root = newGradient(output.value());
      roots.add(root);
      pass(output.value(), root);
    }
    for (int l = graph.layers().size() - 1; l >= 0; l--) {
      layer = graph.layers().get(l);
      for (int o = layer.operations().size() - 1; o >= 0; o--) {
        differentiate(layer.operations().get(o));
      }
    }
    return new Backward(
        roots,
        isPart
            ? handed(roots)
            : explains ? graph.inputs().stream().map(this::ofInput).toList() : List.of(),
        steps);
  }

  private boolean isSource(Value value) {
    return needed.contains(value) || (!explains && value.role() == Role.TRAINABLE);
  }

  /** The gradient of a network's input; where nothing carries one to it, an array of zeros. */
  private Value ofInput(LayerNode input) {
    layer = input;
    return sum(input.value()).orElseGet(() -> newGradient(input.value()));
  }

  /** The gradients of a part's inputs, each of which is written to an array of its caller. */
  private List<Value> handed(List<Value> roots) {
    Set<Value> taken = new HashSet<>(roots);
    List<Value> gradients = new ArrayList<>();
    for (LayerNode input : graph.inputs()) {
      layer = input;
      Optional<Value> sum = sum(input.value());
      Value gradient = sum.orElse(null);
      if (sum.isEmpty() || !taken.add(shown(sum.get()))) {
        gradient = newGradient(input.value());
        steps.add(new Backward.Step(layer, new Handed(gradient, sum), -1));
      }
      gradients.add(gradient);
    }
    return gradients;
  }

  /** What a gradient shows under another shape; itself where it is no view. */
  private Value shown(Value gradient) {
    for (Backward.Step step : steps) {
      if (step.operation().isView() && step.operation().output().equals(gradient)) {
        return shown(step.operation().inputs().get(0));
      }
    }
    return gradient;
  }

  /** The sum of all terms of a gradient; empty where there are none. */
  private Optional<Value> sum(Value value) {
    List<Value> parts = terms.getOrDefault(value, List.of());
    if (parts.size() < 2) {
      return parts.stream().findFirst();
    }
    Value gradient = newGradient(value);
    steps.add(new Backward.Step(layer, new Sum(gradient, parts), -1));
    return Optional.of(gradient);
  }

  private void differentiate(ForwardOperation operation) {
    Optional<Value> gradient =
        needs(operation.output()) ? sum(operation.output()) : Optional.empty();
    if (gradient.isEmpty()) {
      return;
    }
    headOf =
        !isPart && graph.headOf(layer).filter(operation::equals).isPresent()
            ? graph.outputs().indexOf(layer)
            : -1;
    if (explains) {
      operation.differentiatePrediction(gradient.get(), this);
    } else {
      operation.differentiate(gradient.get(), this);
    }
    headOf = -1;
  }

  private Value newGradient(Value of) {
    String suffix = explains ? "Sensitivity" : "Gradient";
    return new Value(names.unique(of.name() + suffix), of.shape(), Role.GRADIENT);
  }

  @Override
  public boolean needs(Value value) {
    return needed.contains(value);
  }

  @Override
  public void add(Value value, Function<Value, Operation> operation) {
    if (needs(value)) {
      Value term = newGradient(value);
      steps.add(new Backward.Step(layer, operation.apply(term), headOf));
      pass(value, term);
    }
  }

  @Override
  public void pass(Value value, Value term) {
    terms.computeIfAbsent(value, unused -> new ArrayList<>()).add(term);
  }

  @Override
  public void parameter(Value parameter, Operation operation) {
    if (explains || parameter.role() != Role.TRAINABLE) {
      return;
    }
    // Operations overwrite gradients: those of the layers before are kept and added
    Map<Value, Value> kept = new LinkedHashMap<>();
    for (Value output : operation.outputs()) {
      if (output.isParameter() && !written.add(output)) {
        kept.put(
            output,
            new Value(
                names.unique(output.name() + "Kept"), Shape.of(output.size()), Role.STATISTIC));
      }
    }
    kept.forEach(
        (output, row) ->
            steps.add(new Backward.Step(layer, new SharedGradient.Keep(row, output), -1)));
    steps.add(new Backward.Step(layer, operation, -1));
    kept.forEach(
        (output, row) ->
            steps.add(new Backward.Step(layer, new SharedGradient.Add(output, row), -1)));
  }
}
