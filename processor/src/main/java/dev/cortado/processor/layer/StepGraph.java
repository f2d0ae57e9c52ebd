package dev.cortado.processor.layer;

import dev.cortado.processor.check.Diagnostics;
import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.PartMasks;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Builds the graph of one step of a network that reads a sequence: the same layers with the same
 * parameters, over a sequence of length 1. What recurrent layers need of earlier steps are values
 * that are carried. Layers below one that hands on its last step alone are those of the whole
 * network.
 */
public final class StepGraph {
  private final NetworkDeclaration network;
  private final Map<String, LayerNode> whole;
  private final Names names;
  private final Diagnostics diagnostics;
  private final Masks masks = Masks.ofNetwork();
  private final List<LayerNode> layers = new ArrayList<>();

  /** The layers that hand on a step of a sequence. */
  private final Set<String> sequences = new HashSet<>();

  private final Map<String, Value> values = new HashMap<>();

  private StepGraph(NetworkDeclaration network, Graph graph, Names names, Diagnostics diagnostics) {
    this.network = network;
    this.names = names;
    this.diagnostics = diagnostics;
    whole = new HashMap<>();
    graph.layers().forEach(layer -> whole.put(layer.name(), layer));
  }

  /**
   * The graph of a step; layers that need more than that are reported.
   *
   * @param graph the graph of the whole network, without problems
   */
  public static Optional<Graph> build(
      NetworkDeclaration network, Graph graph, Names names, Diagnostics diagnostics) {
    if (graph.inputs().size() > 1 || graph.outputs().size() > 1) {
      diagnostics.report(
          Problem.NOT_STREAMABLE
              .at(
                  network.streamed().orElseThrow(),
                  "network %s is read step by step, but has more than one input and one output"
                      .formatted(network.name()))
              .found("inputs %s, outputs %s".formatted(of(graph.inputs()), of(graph.outputs())))
              .expected("one input and one output")
              .fix("remove stream = true, or put one input and one output into a network of it"));
      return Optional.empty();
    }
    return new StepGraph(network, graph, names, diagnostics).build(graph.outputs().get(0));
  }

  private static List<String> of(List<LayerNode> layers) {
    return layers.stream().map(LayerNode::name).toList();
  }

  private Optional<Graph> build(LayerNode output) {
    for (int position = 0; position < network.layers().size(); position++) {
      LayerDeclaration layer = network.layers().get(position);
      List<String> inputs = layer.inputs().stream().map(LayerReference::name).toList();
      // What takes a layer that was reported is not
      if (values.keySet().containsAll(inputs)) {
        add(layer, position, inputs);
      }
    }
    List<LayerNode> used = masks.withoutUnread(layers, PartMasks.NONE);
    return values.containsKey(output.name())
        ? Optional.of(
            new Graph(
                used,
                used.stream().filter(layer -> layer.name().equals(output.name())).toList(),
                PartMasks.NONE))
        : Optional.empty();
  }

  private void add(LayerDeclaration layer, int position, List<String> inputs) {
    LayerNode node = whole.get(layer.name());
    if (inputs.isEmpty()) {
      Value value = node.value();
      sequences.add(layer.name());
      put(
          new LayerNode(
              node.name(),
              node.type(),
              node.inputs(),
              node.parameters(),
              node.operations(),
              new Value(value.name(), value.shape().with(0, 1), value.role()),
              node.description()));
    } else if (inputs.stream().noneMatch(sequences::contains)) {
      put(node);
    } else if (sequences.containsAll(inputs)) {
      Pace pace = NetworkGraph.kind(layer).pace(sequence(layer, inputs));
      if (pace instanceof Pace.Whole needed) {
        report(layer, needed);
      } else {
        step(layer, position, pace);
      }
    } else {
      reportMixed(layer);
    }
  }

  private Pace.Sequence sequence(LayerDeclaration layer, List<String> inputs) {
    List<Shape> shapes = inputs.stream().map(input -> whole.get(input).value().shape()).toList();
    return new Pace.Sequence(layer.kind(), shapes, whole.get(layer.name()).value().shape());
  }

  /** Builds a layer over one step; its parameters, and where they are the same names, are there. */
  private void step(LayerDeclaration declaration, int position, Pace pace) {
    LayerNode node = whole.get(declaration.name());
    Set<String> own =
        node.operations().stream()
            .map(operation -> operation.output().name())
            .collect(Collectors.toCollection(HashSet::new));
    own.add(node.value().name());
    LayerContext layer =
        new LayerContext(
            declaration,
            position,
            declaration.inputs().stream().map(LayerReference::name).map(values::get).toList(),
            masks,
            new Ancestors(layers),
            names.again(own),
            diagnostics,
            new Parts(network),
            Optional.of(node),
            true);
    LayerKind kind = NetworkGraph.kind(declaration);
    kind.build(layer)
        .ifPresent(
            value -> {
              if (kind.supportsMasking()) {
                masks.passOn(layer, value);
              }
              put(layer.node(value));
              if (pace instanceof Pace.EachStep) {
                sequences.add(declaration.name());
              }
            });
  }

  private void put(LayerNode node) {
    values.put(node.name(), node.value());
    layers.add(node);
  }

  private void report(LayerDeclaration layer, Pace.Whole needed) {
    LayerReference input = layer.inputs().get(0);
    diagnostics.report(
        Problem.NOT_STREAMABLE
            .at(
                needed.attribute().isEmpty()
                    ? layer.kind().place()
                    : layer.kind().place(needed.attribute()),
                "layer '%s' needs the whole sequence, but network %s is read step by step"
                    .formatted(layer.name(), network.name()))
            .found(
                "%s of '%s' of shape %s, whose first axis has the steps"
                    .formatted(
                        layer.kindInWords(), input.name(), whole.get(input.name()).value().shape()))
            .fix(needed.fix()));
  }

  private void reportMixed(LayerDeclaration layer) {
    List<String> steps =
        layer.inputs().stream().map(LayerReference::name).filter(sequences::contains).toList();
    LayerReference other =
        layer.inputs().stream()
            .filter(input -> !sequences.contains(input.name()))
            .findFirst()
            .orElseThrow();
    diagnostics.report(
        Problem.NOT_STREAMABLE
            .at(
                other.place(),
                "layer '%s' takes the steps of '%s' together with '%s', which comes after the last of them"
                    .formatted(layer.name(), steps.get(0), other.name()))
            .fix(
                "let it take sequences alone, or layers below those that hand on their last step"));
  }
}
