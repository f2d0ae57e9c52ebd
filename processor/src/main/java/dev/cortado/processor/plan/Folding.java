package dev.cortado.processor.plan;

import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one operation of several in predictions: within a layer always; across layers where only
 * outputs are wanted and nothing else reads what is in between.
 */
final class Folding {
  private final Graph graph;
  private final Set<Value> outputs = new HashSet<>();

  Folding(Graph graph) {
    this.graph = graph;
    graph.outputs().forEach(output -> outputs.add(output.value()));
  }

  /**
   * Operations of a prediction that stand together.
   *
   * @param layer the layer with which they begin
   * @param operations what is computed, in order
   * @param isFolded whether they compute layers after it too
   */
  record Group(LayerNode layer, List<ForwardOperation> operations, boolean isFolded) {}

  /** What a layer computes in a prediction, which sees no batch. */
  static List<ForwardOperation> within(LayerNode layer) {
    List<ForwardOperation> folded = new ArrayList<>();
    for (ForwardOperation operation : layer.operations()) {
      if (operation.isView() || operation.output().role() == Value.Role.STATISTIC) {
        continue;
      }
      int last = folded.size() - 1;
      Optional<ForwardOperation> both =
          last < 0 || !operation.inputs().contains(folded.get(last).output())
              ? Optional.empty()
              : folded.get(last).foldedWith(operation);
      if (both.isPresent()) {
        folded.set(last, both.get());
      } else {
        folded.add(operation);
      }
    }
    return folded;
  }

  /** What a prediction computes whose outputs alone are wanted. */
  List<Group> across() {
    List<Group> groups = new ArrayList<>();
    for (LayerNode layer : graph.layers()) {
      List<ForwardOperation> operations = within(layer);
      if (!operations.isEmpty() && !(operations.size() == 1 && joins(groups, operations.get(0)))) {
        groups.add(new Group(layer, operations, false));
      }
    }
    return groups;
  }

  /** Makes an operation part of the group that computes what it reads, where that is possible. */
  private boolean joins(List<Group> groups, ForwardOperation next) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      int last = group.operations().size() - 1;
      ForwardOperation before = group.operations().get(last);
      Optional<ForwardOperation> both =
          isOnlyReadBy(before.output(), next) ? before.foldedWith(next) : Optional.empty();
      if (both.isPresent()) {
        List<ForwardOperation> operations = new ArrayList<>(group.operations());
        operations.set(last, both.get());
        groups.set(i, new Group(group.layer(), operations, true));
        return true;
      }
    }
    return false;
  }

  private boolean isOnlyReadBy(Value value, ForwardOperation next) {
    return next.inputs().contains(value)
        && !outputs.contains(value)
        && graph.readers(value).stream()
                .filter(reader -> reader.output().role() != Value.Role.STATISTIC)
                .count()
            == 1;
  }
}
