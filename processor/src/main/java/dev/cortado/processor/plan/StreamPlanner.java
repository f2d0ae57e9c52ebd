package dev.cortado.processor.plan;

import dev.cortado.processor.code.Method;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.PartMasks;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans the prediction of a sequence step by step. Layers that are those of the whole network have
 * the methods of its predictions; others have methods of their own.
 */
final class StreamPlanner {
  private final Graph whole;
  private final Storage storage;
  private final StepWriter writer;
  private final Map<LayerNode, Step> predictions;

  /**
   * @param whole the graph of the network
   * @param storage of the network
   * @param writer writes methods of the network
   * @param predictions the steps of a prediction, by layer
   */
  StreamPlanner(Graph whole, Storage storage, StepWriter writer, Map<LayerNode, Step> predictions) {
    this.whole = whole;
    this.storage = storage;
    this.writer = writer;
    this.predictions = predictions;
  }

  /** The plan, from the graph of one step. */
  Plan.Stream plan(Graph step) {
    List<LayerNode> own =
        step.layers().stream().filter(layer -> !whole.layers().contains(layer)).toList();
    Storage places = new Storage(new Graph(own, List.of(), PartMasks.NONE), List.of(), false);
    StepWriter steps = writer.ofStep(value -> storage.root(places.root(value)), step);
    List<Method> calls = new ArrayList<>();
    List<Method> methods = new ArrayList<>();
    Set<Value> arrays = new LinkedHashSet<>();
    for (LayerNode layer : step.layers()) {
      List<ForwardOperation> operations = Folding.within(layer);
      operations.stream().map(Operation::output).map(steps::root).forEach(arrays::add);
      if (own.contains(layer) && !operations.isEmpty()) {
        Method method = steps.sample("step" + CodePlanner.capital(layer.name()), operations);
        methods.add(method);
        calls.add(method);
      } else if (!operations.isEmpty()) {
        calls.add(predictions.get(layer).sample().orElseThrow());
      }
    }
    LayerNode output = step.outputs().get(0);
    Value root = steps.root(output.value());
    return new Plan.Stream(
        step.inputs().get(0),
        output,
        root,
        arrays.stream()
            .filter(array -> !array.equals(root))
            .filter(array -> array.role() != Value.Role.STATISTIC)
            .toList(),
        calls,
        methods);
  }
}
