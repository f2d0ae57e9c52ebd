package dev.cortado.processor.plan;

import dev.cortado.processor.graph.Backward;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.PartUse;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Decides which values share an array: views with what they show, and the result of an
 * element-by-element operation with its first input where nobody else reads that.
 */
final class Storage {
  private final Map<Value, Value> parents = new HashMap<>();
  private final List<Operation> forward;
  private final List<Operation> operations;
  private final Set<Value> visible = new HashSet<>();

  /**
   * @param backwards the backward graphs: arrays of one are not those of another
   * @param isPart whether it is a part: then gradients of its output belong to its users
   */
  Storage(Graph graph, List<Backward> backwards, boolean isPart) {
    forward = List.copyOf(graph.operations());
    operations =
        Stream.concat(
                forward.stream(),
                backwards.stream().flatMap(graphs -> graphs.operations().stream()))
            .toList();
    graph.layers().forEach(layer -> visible.add(layer.value()));
    for (Backward backward : backwards) {
      visible.addAll(backward.ofInputs());
      if (isPart) {
        visible.addAll(backward.roots());
      }
    }
    graph.masks().computed().ifPresent(visible::add);
    // What a part reads again in its backward pass
    graph.operations().stream()
        .filter(PartUse.Mask.class::isInstance)
        .map(Operation::output)
        .forEach(visible::add);
    for (LayerNode output : graph.outputs()) {
      graph
          .headOf(output)
          .map(ForwardOperation::inputs)
          .ifPresent(inputs -> visible.add(inputs.get(0)));
    }
    for (Operation operation : operations) {
      if (operation.isView()) {
        parents.put(operation.output(), operation.inputs().get(0));
      }
    }
    for (Operation operation : operations) {
      if (worksInPlace(operation)) {
        share(operation.inputs().get(0), operation.output());
      }
    }
  }

  /** The value whose array holds a value. */
  Value root(Value value) {
    Value root = value;
    while (parents.containsKey(root)) {
      root = parents.get(root);
    }
    return root;
  }

  /**
   * All arrays that a workspace for a backward graph holds, in the order in which they are written.
   */
  List<Value> arrays(Backward backward) {
    Set<Value> arrays = new LinkedHashSet<>();
    Stream.of(
            backward.roots().stream(),
            Stream.concat(forward.stream(), backward.operations().stream()).map(Operation::output),
            backward.ofInputs().stream())
        .flatMap(Function.identity())
        .map(this::root)
        .filter(root -> !root.isParameter() && root.role() != Value.Role.INPUT)
        .forEach(arrays::add);
    List<Value> sorted = new ArrayList<>(arrays);
    sorted.sort((a, b) -> a.role().compareTo(b.role()));
    return sorted;
  }

  private boolean worksInPlace(Operation operation) {
    if (!operation.mayWorkInPlace()) {
      return false;
    }
    Value input = operation.inputs().get(0);
    Value root = root(input);
    return (root.role() == Value.Role.ACTIVATION || root.role() == Value.Role.GRADIENT)
        && visible.stream().noneMatch(value -> root(value).equals(root))
        && readers(root) == 1;
  }

  private long readers(Value root) {
    return operations.stream()
        .filter(operation -> !operation.isView())
        .filter(
            operation -> operation.inputs().stream().anyMatch(input -> root(input).equals(root)))
        .count();
  }

  /** Activations are named after what a layer hands on; gradients after what they begin as. */
  private void share(Value input, Value output) {
    Value from = root(input);
    Value to = root(output);
    if (from.equals(to)) {
      return;
    }
    if (from.role() == Value.Role.ACTIVATION) {
      parents.put(from, to);
    } else {
      parents.put(to, from);
    }
  }
}
