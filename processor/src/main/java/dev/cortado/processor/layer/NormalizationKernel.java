package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.graph.Lowering;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runtime's kernel that normalizes groups of a grid {@code (blocks, positions, channels)}.
 *
 * @param layer the name of the layer
 * @param blocks how many blocks a sample has
 * @param positions how many positions a block has
 * @param channels how many channels there are at a position
 * @param groups how many groups the channels make
 * @param epsilon what is added to the variance
 * @param centered whether means are subtracted
 */
record NormalizationKernel(
    String layer,
    int blocks,
    int positions,
    int channels,
    int groups,
    double epsilon,
    boolean centered) {

  String constant(Lowering lowering) {
    List<Expression> arguments =
        Stream.<Object>of(blocks, positions, channels, groups, epsilon, centered)
            .<Expression>map(argument -> new Verbatim(String.valueOf(argument)))
            .toList();
    return lowering.kernel(layer, "Normalization", arguments);
  }

  String formula(String value) {
    return centered
        ? "(%s - mean(%s)) / %s".formatted(value, value, deviation(value))
        : "%s / %s".formatted(value, deviation(value));
  }

  String deviation(String value) {
    return "sqrt(%s(%s) + %s)".formatted(centered ? "variance" : "mean²", value, epsilon);
  }
}
