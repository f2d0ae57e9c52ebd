package dev.cortado.processor.graph;

import dev.cortado.processor.graph.Value.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Derives the backward graph: visits the forward operations in reverse order and asks each for its
 * derivative. What nobody needs is never asked for: gradients of inputs, of frozen parameters, and
 * of whatever no trainable parameter feeds.
 */
public final class Differentiation implements Tape {
  private final Graph graph;
  private final Names names;
  private final Set<Value> needed = new HashSet<>();
  private final Map<Value, List<Value>> terms = new HashMap<>();
  private final List<Backward.Step> steps = new ArrayList<>();
  private LayerNode layer;
  private int headOf = -1;

  private Differentiation(Graph graph, Names names) {
    this.graph = graph;
    this.names = names;
  }

  /** The backward graph of a forward graph. */
  public static Backward of(Graph graph, Names names) {
    return new Differentiation(graph, names).derive();
  }

  private Backward derive() {
    for (ForwardOperation operation : graph.operations()) {
      if (operation.inputs().stream()
          .anyMatch(value -> needed.contains(value) || value.role() == Role.TRAINABLE)) {
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
    return new Backward(roots, steps);
  }

  private void differentiate(ForwardOperation operation) {
    List<Value> parts = terms.getOrDefault(operation.output(), List.of());
    if (parts.isEmpty() || !needs(operation.output())) {
      return;
    }
    Value gradient = parts.get(0);
    if (parts.size() > 1) {
      gradient = newGradient(operation.output());
      steps.add(new Backward.Step(layer, new Sum(gradient, parts), -1));
    }
    headOf =
        graph.headOf(layer).filter(operation::equals).isPresent()
            ? graph.outputs().indexOf(layer)
            : -1;
    operation.differentiate(gradient, this);
    headOf = -1;
  }

  private Value newGradient(Value of) {
    return new Value(names.unique(of.name() + "Gradient"), of.shape(), Role.GRADIENT);
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
    if (parameter.role() == Role.TRAINABLE) {
      steps.add(new Backward.Step(layer, operation, -1));
    }
  }
}
