package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @MultiHeadAttention}: sums of values, weighed by how much keys are like queries. */
final class MultiHeadAttentionLayer implements LayerKind {

  @Override
  public String annotation() {
    return "MultiHeadAttention";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse attention = layer.annotation();
    if (!hasValueForKey(layer) || !Sequences.areSequences(layer) || !haveEqualSteps(layer)) {
      return Optional.empty();
    }
    Value query = layer.input();
    Value value = layer.inputs().get(Math.min(1, layer.inputs().size() - 1));
    Value key = layer.inputs().get(layer.inputs().size() - 1);
    int heads = attention.integer("numHeads");
    int keyDim = attention.integer("keyDim");
    int valueDim = attention.integer("valueDim") == 0 ? keyDim : attention.integer("valueDim");
    int queries = query.shape().repeats();
    int keys = key.shape().repeats();
    int size = query.shape().last();
    if (!layer.fits("the kernels", size + key.shape().last(), heads, Math.max(keyDim, valueDim))
        || !layer.fits("a sample", queries + keys, heads, Math.max(keyDim, valueDim))
        || !layer.fits("the weights of a sample", heads, queries, keys)) {
      return Optional.empty();
    }
    double dropout = attention.number("dropout");
    boolean causal = attention.flag("useCausalMask");
    layer.describe(
        "%d heads of %d and %d%s%s"
            .formatted(
                heads,
                keyDim,
                valueDim,
                causal ? ", causal" : "",
                dropout > 0 ? ", dropout " + dropout : ""));
    Value output = layer.value(query.shape());
    Value queryParts = project(layer, "query", "Query", query, heads, keyDim);
    Value keyParts = project(layer, "key", "Key", key, heads, keyDim);
    Value valueParts = project(layer, "value", "Value", value, heads, valueDim);
    Shape matrices = Shape.of(heads, queries, keys);
    Value scores = layer.intermediate("Scores", matrices);
    layer.add(
        new HeadProduct(
            new HeadKernel(
                layer.name() + "Scores", heads, queries, keys, keyDim, 1 / Math.sqrt(keyDim)),
            HeadProduct.Kind.SIMILARITIES,
            scores,
            queryParts,
            keyParts));
    Value weights = layer.intermediate("Weights", matrices);
    layer.add(
        new AttentionSoftmax(
            layer.name(),
            weights,
            scores,
            layer.masks().of(query),
            keyMask(layer, value, key),
            causal));
    Value sums = layer.intermediate("Sums", Shape.of(queries, heads * valueDim));
    layer.add(
        new HeadProduct(
            new HeadKernel(layer.name() + "Sums", heads, queries, keys, valueDim, 1),
            HeadProduct.Kind.WEIGHTED_SUMS,
            sums,
            dropout > 0 ? dropped(layer, weights, dropout) : weights,
            valueParts));
    multiply(
        layer,
        "attention_output",
        "Output",
        output,
        sums,
        Shape.of(heads, valueDim, size),
        Shape.of(size));
    layer.masks().of(query).ifPresent(mask -> layer.masks().put(output, mask));
    return Optional.of(output);
  }

  private static boolean hasValueForKey(LayerContext layer) {
    AnnotationUse attention = layer.annotation();
    if (attention.isExplicit("key") && !attention.isExplicit("value")) {
      layer.report(
          Problem.WRONG_PARAMETER
              .at(
                  attention.place("key"),
                  "layer '%s' names a key, but no value that it is the key to"
                      .formatted(layer.name()))
              .fix("name the value too: value = \"%s\"".formatted(attention.text("key"))));
      return false;
    }
    return true;
  }

  private static boolean haveEqualSteps(LayerContext layer) {
    if (layer.inputs().size() < 3) {
      return true;
    }
    Shape value = layer.inputs().get(1).shape();
    Shape key = layer.inputs().get(2).shape();
    if (value.repeats() != key.repeats()) {
      layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("key"),
                  "layer '%s' takes values of shape %s from '%s', but keys of shape %s from '%s'"
                      .formatted(
                          layer.name(),
                          value,
                          layer.references().get(1).name(),
                          key,
                          layer.references().get(2).name()))
              .found("%d and %d steps".formatted(value.repeats(), key.repeats()))
              .expected("a key for each value")
              .fix(
                  "take both from layers with as many steps, or remove key: values are then keys"));
    }
    return value.repeats() == key.repeats();
  }

  /** What of a sequence each head sees, side by side. */
  private static Value project(
      LayerContext layer, String parameter, String suffix, Value input, int heads, int size) {
    Value parts = layer.intermediate(suffix, Shape.of(input.shape().repeats(), heads * size));
    Shape kernel = Shape.of(input.shape().last(), heads, size);
    multiply(layer, parameter, suffix, parts, input, kernel, Shape.of(heads, size));
    return parts;
  }

  private static void multiply(
      LayerContext layer,
      String parameter,
      String suffix,
      Value output,
      Value input,
      Shape kernelShape,
      Shape biasShape) {
    Value kernel = layer.parameter(parameter + "_kernel", "kernel", kernelShape);
    Optional<Value> bias =
        layer.annotation().flag("useBias")
            ? Optional.of(layer.parameter(parameter + "_bias", "bias", biasShape))
            : Optional.empty();
    layer.add(new Affine(layer.name() + suffix, output, input, kernel, bias));
  }

  private static Value dropped(LayerContext layer, Value weights, double rate) {
    Value dropped = layer.intermediate("Dropped", weights.shape());
    layer.add(new NoiseOperation(dropped, weights, layer.position(), NoiseLayer.dropout(rate)));
    return dropped;
  }

  /** A step counts where both its value and its key do. */
  private static Optional<Value> keyMask(LayerContext layer, Value value, Value key) {
    Optional<Value> ofValue = layer.masks().of(value);
    Optional<Value> ofKey = layer.masks().of(key);
    if (ofValue.isEmpty() || ofKey.isEmpty() || ofValue.equals(ofKey)) {
      return ofValue.or(() -> ofKey);
    }
    Value both = layer.intermediate("KeyMask", ofKey.get().shape());
    layer.add(new Extremum(both, ofValue.get(), ofKey.get(), false));
    return Optional.of(both);
  }
}
