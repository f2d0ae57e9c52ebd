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
 * derivative. What nobody needs is never asked for: while training gradients of inputs, of frozen
 * parameters, and of whatever no trainable parameter feeds; in explanations those of parameters.
 */
public final class Differentiation implements Tape {
  private final Graph graph;
  private final Names names;
  private final boolean ofInputs;
  private final Set<Value> needed = new HashSet<>();
  private final Map<Value, List<Value>> terms = new HashMap<>();
  private final List<Backward.Step> steps = new ArrayList<>();
  private LayerNode layer;
  private int headOf = -1;

  private Differentiation(Graph graph, Names names, boolean ofInputs) {
    this.graph = graph;
    this.names = names;
    this.ofInputs = ofInputs;
  }

  /** The backward graph of training. */
  public static Backward of(Graph graph, Names names) {
    return new Differentiation(graph, names, false).derive();
  }

  /** The backward graph of predictions, with respect to the inputs. */
  public static Backward ofInputs(Graph graph, Names names) {
    return new Differentiation(graph, names, true).derive();
  }

  private Backward derive() {
    Role source = ofInputs ? Role.INPUT : Role.TRAINABLE;
    for (ForwardOperation operation : graph.operations()) {
      for (Value value : operation.inputs()) {
        if (value.role() == source) {
          needed.add(operation.output());
          if (ofInputs) {
            needed.add(value);
          }
        } else if (needed.contains(value)) {
          needed.add(operation.output());
        }
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
    List<Value> inputs = ofInputs ? graph.inputs().stream().map(this::sum).toList() : List.of();
    return new Backward(roots, inputs, steps);
  }

  /** The gradient of an input; that which nothing differentiable reads is an array of zeros. */
  private Value sum(LayerNode input) {
    layer = input;
    List<Value> parts = terms.getOrDefault(input.value(), List.of());
    return parts.isEmpty() ? newGradient(input.value()) : sum(input.value(), parts);
  }

  private Value sum(Value of, List<Value> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Value gradient = newGradient(of);
    steps.add(new Backward.Step(layer, new Sum(gradient, parts), -1));
    return gradient;
  }

  private void differentiate(ForwardOperation operation) {
    List<Value> parts = terms.getOrDefault(operation.output(), List.of());
    if (parts.isEmpty() || !needs(operation.output())) {
      return;
    }
    Value gradient = sum(operation.output(), parts);
    headOf =
        graph.headOf(layer).filter(operation::equals).isPresent()
            ? graph.outputs().indexOf(layer)
            : -1;
    if (ofInputs) {
      operation.differentiatePrediction(gradient, this);
    } else {
      operation.differentiate(gradient, this);
    }
    headOf = -1;
  }

  private Value newGradient(Value of) {
    String suffix = ofInputs ? "Sensitivity" : "Gradient";
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
    if (parameter.role() == Role.TRAINABLE && !ofInputs) {
      steps.add(new Backward.Step(layer, operation, -1));
    }
  }
}
