package dev.cortado.processor.layer;

import dev.cortado.processor.check.Diagnostics;
import dev.cortado.processor.declare.LayerDeclaration;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.NetworkDeclaration;
import dev.cortado.processor.graph.Graph;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Names;
import dev.cortado.processor.graph.PartMasks;
import dev.cortado.processor.graph.Sum;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the forward graph of a network, layer by layer. Here is the one list of the kinds of
 * layer.
 */
public final class NetworkGraph {
  private static final Map<String, LayerKind> KINDS =
      Stream.of(
              new InputLayer(),
              new DenseLayer(),
              new ActivationLayer(),
              NoiseLayer.dropout(),
              NoiseLayer.spatialDropout(1),
              NoiseLayer.spatialDropout(2),
              NoiseLayer.gaussianNoise(),
              NoiseLayer.gaussianDropout(),
              NoiseLayer.alphaDropout(),
              new FlattenLayer(),
              new ReshapeLayer(),
              new MergeLayer("Add", MergeLayer.one(Sum::new)),
              new MergeLayer("Subtract", MergeLayer.one(Difference::new)),
              new MergeLayer("Multiply", MergeLayer.one(ElementProduct::new)),
              new MergeLayer("Average", Quotient::average),
              new MergeLayer("Maximum", (layer, output) -> Extremum.of(true, layer, output)),
              new MergeLayer("Minimum", (layer, output) -> Extremum.of(false, layer, output)),
              new ConcatenateLayer(),
              new DotLayer(),
              new PermuteLayer(),
              new RepeatVectorLayer(),
              new SliceLayer(),
              new LayerNormalizationLayer(),
              new GroupNormalizationLayer(),
              new RmsNormalizationLayer(),
              new UnitNormalizationLayer(),
              new BatchNormalizationLayer(),
              new MaskingLayer(),
              new RecurrentLayer(CellType.SIMPLE),
              new RecurrentLayer(CellType.LSTM),
              new RecurrentLayer(CellType.GRU),
              new ConvolutionLayer(1),
              new ConvolutionLayer(2),
              new DepthwiseLayer(),
              new SeparableLayer(),
              new TransposedConvolutionLayer(),
              new PoolingLayer(Pool.Reduction.MAX, 1, false),
              new PoolingLayer(Pool.Reduction.MAX, 2, false),
              new PoolingLayer(Pool.Reduction.MAX, 1, true),
              new PoolingLayer(Pool.Reduction.MAX, 2, true),
              new PoolingLayer(Pool.Reduction.AVERAGE, 1, false),
              new PoolingLayer(Pool.Reduction.AVERAGE, 2, false),
              new PoolingLayer(Pool.Reduction.AVERAGE, 1, true),
              new PoolingLayer(Pool.Reduction.AVERAGE, 2, true),
              new BorderLayer(1, false),
              new BorderLayer(2, false),
              new BorderLayer(1, true),
              new BorderLayer(2, true),
              new UpSamplingLayer(1),
              new UpSamplingLayer(2),
              new EmbeddingLayer(),
              new PositionEmbeddingLayer(),
              new SinePositionEncodingLayer(),
              new MultiHeadAttentionLayer(),
              new UseLayer(),
              new CustomKind())
          .collect(Collectors.toUnmodifiableMap(LayerKind::annotation, Function.identity()));

  private NetworkGraph() {}

  /**
   * The graph of a network; what is wrong with shapes is reported. A layer that is not sound, or
   * that takes one that is not, is left out, so that the others are checked all the same.
   */
  public static Graph build(NetworkDeclaration network, Names names, Diagnostics diagnostics) {
    return build(network, names, diagnostics, new Parts(network), Masks.ofNetwork());
  }

  static Graph build(
      NetworkDeclaration network, Names names, Diagnostics diagnostics, Parts parts, Masks masks) {
    List<LayerNode> layers = new ArrayList<>();
    Set<Value> outputs = new HashSet<>();
    Map<String, Value> values = new HashMap<>();
    boolean marked = network.layers().stream().anyMatch(LayerDeclaration::output);
    for (int position = 0; position < network.layers().size(); position++) {
      LayerDeclaration declaration = network.layers().get(position);
      if (!isSound(declaration, values) || lacksShared(network, declaration, layers)) {
        continue;
      }
      List<Value> inputs =
          declaration.inputs().stream().map(LayerReference::name).map(values::get).toList();
      LayerContext layer =
          new LayerContext(
              declaration,
              position,
              inputs,
              masks,
              new Ancestors(layers),
              names,
              diagnostics,
              parts,
              shared(network, declaration, layers),
              false);
      boolean isOutput = marked ? declaration.output() : position == network.layers().size() - 1;
      LayerKind kind = kind(declaration);
      kind.build(layer)
          .ifPresent(
              value -> {
                if (value.role() == Value.Role.INPUT) {
                  masks.enter(layer, value);
                }
                if (kind.supportsMasking()) {
                  masks.passOn(layer, value);
                }
                values.put(declaration.name(), value);
                layer.checkShared();
                layers.add(layer.node(value));
                if (isOutput) {
                  outputs.add(value);
                }
              });
    }
    PartMasks crossing = masks.crossing(outputs);
    List<LayerNode> used = masks.withoutUnread(layers, crossing);
    return new Graph(
        used, used.stream().filter(layer -> outputs.contains(layer.value())).toList(), crossing);
  }

  /** The kind of a layer of a kind. */
  static LayerKind kind(LayerDeclaration layer) {
    return KINDS.get(layer.kind().type());
  }

  /** The layer whose parameters one uses, where it has none of its own. */
  private static Optional<LayerNode> shared(
      NetworkDeclaration network, LayerDeclaration layer, List<LayerNode> above) {
    return network.layers().stream()
        .filter(other -> layer.sharedWith().stream().anyMatch(name -> isNamed(other, name)))
        .filter(other -> other.kindInWords().equals(layer.kindInWords()))
        .flatMap(other -> above.stream().filter(node -> node.name().equals(other.name())))
        .findFirst();
  }

  private static boolean isNamed(LayerDeclaration layer, LayerReference reference) {
    return layer.name().equals(reference.name());
  }

  private static boolean lacksShared(
      NetworkDeclaration network, LayerDeclaration layer, List<LayerNode> above) {
    return layer.sharedWith().isPresent() && shared(network, layer, above).isEmpty();
  }

  private static boolean isSound(LayerDeclaration layer, Map<String, Value> values) {
    return layer.hasOneKind()
        && KINDS.containsKey(layer.kind().type())
        && layer.inputs().size() >= (layer.arity().equals("NONE") ? 0 : 1)
        && (!layer.arity().equals("TWO") || layer.inputs().size() == 2)
        && layer.inputs().stream().allMatch(input -> values.containsKey(input.name()))
        && layer.kind().limits().keySet().stream().allMatch(layer.kind()::isWithinLimits);
  }
}
