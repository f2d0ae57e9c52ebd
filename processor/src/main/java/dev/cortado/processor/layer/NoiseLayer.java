package dev.cortado.processor.layer;

import static dev.cortado.processor.code.Expression.literal;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * {@code @Dropout} and others: random changes while training, of a strength that the attribute
 * {@code value} gives.
 *
 * @param annotation the annotation's simple name
 * @param rank how many axes the input has; any number where empty
 * @param code the changes, of a strength to a value of a shape
 */
record NoiseLayer(String annotation, OptionalInt rank, BiFunction<Double, Shape, NoiseCode> code)
    implements LayerKind {

  static NoiseLayer dropout() {
    return ofAnyRank("Dropout", (rate, shape) -> dropout(rate));
  }

  /** The code of dropout, which other layers have within. */
  static NoiseCode dropout(double rate) {
    return NoiseCode.factor(
        "Dropout", List.of(literal(rate)), "apply", "%s * mask / " + (1 - rate));
  }

  /**
   * Dropout of channels.
   *
   * @param axes how many axes there are besides that of the channels
   */
  static NoiseLayer spatialDropout(int axes) {
    return new NoiseLayer(
        "SpatialDropout%dD".formatted(axes),
        OptionalInt.of(axes + 1),
        (rate, shape) -> {
          Expression channels = new Verbatim(String.valueOf(shape.last()));
          return NoiseCode.factor(
              "SpatialDropout",
              List.of(literal(rate), channels),
              "apply",
              "%s * mask of channels / " + (1 - rate));
        });
  }

  static NoiseLayer gaussianNoise() {
    return ofAnyRank(
        "GaussianNoise",
        (deviation, shape) ->
            new NoiseCode(
                "GaussianNoise",
                List.of(literal(deviation)),
                "add",
                "%s + " + deviation + " * noise",
                "",
                ""));
  }

  static NoiseLayer gaussianDropout() {
    return ofAnyRank(
        "GaussianDropout",
        (rate, shape) -> {
          Expression deviation = literal(Math.sqrt(rate / (1 - rate)));
          return NoiseCode.factor(
              "GaussianNoise",
              List.of(deviation),
              "multiply",
              "%s * (1 + sqrt(" + rate + " / " + (1 - rate) + ") * noise)");
        });
  }

  static NoiseLayer alphaDropout() {
    return ofAnyRank(
        "AlphaDropout",
        (rate, shape) ->
            new NoiseCode(
                "AlphaDropout",
                List.of(literal(rate)),
                "apply",
                "a * (%s * mask - 1.7581 * (1 - mask)) + b",
                "gradient",
                "a * %s * mask"));
  }

  private static NoiseLayer ofAnyRank(
      String annotation, BiFunction<Double, Shape, NoiseCode> code) {
    return new NoiseLayer(annotation, OptionalInt.empty(), code);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return Pace.EACH_STEP;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape shape = layer.input().shape();
    if (rank.isPresent() && rank.getAsInt() != shape.rank()) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place(),
                  "layer '%s' drops channels, but '%s' has the shape %s"
                      .formatted(layer.name(), layer.references().get(0).name(), shape))
              .found("a shape of %d axes".formatted(shape.rank()))
              .expected(
                  "a shape of %d axes, the last of them the channels".formatted(rank.getAsInt())));
    }
    double strength = layer.annotation().number("value");
    layer.describe(String.valueOf(strength));
    Value output = layer.value(shape);
    layer.add(
        new NoiseOperation(output, layer.input(), layer.position(), code.apply(strength, shape)));
    return Optional.of(output);
  }
}
