package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.LayerReference;
import dev.cortado.processor.declare.Place;
import dev.cortado.processor.graph.Shape;
import java.util.OptionalInt;

/**
 * An axis as a declaration gives it.
 *
 * @param number its number, from 0; negative ones count from the last, -1
 * @param place where it stands
 * @param use what the layer does along it: {@code concatenates}
 */
record Axis(int number, Place place, String use) {
  /** The axis of a layer's input, from 0; empty where the input does not have it: reported. */
  OptionalInt of(LayerContext layer, LayerReference input, Shape shape) {
    int axis = number < 0 ? number + shape.rank() : number;
    if (axis >= 0 && axis < shape.rank()) {
      return OptionalInt.of(axis);
    }
    layer.report(
        Problem.SHAPE_MISMATCH
            .at(
                place,
                "layer '%s' %s along axis %s, but '%s' has the shape %s"
                    .formatted(layer.name(), use, number, input.name(), shape))
            .found(number)
            .expected("an axis from %s to %s".formatted(-shape.rank(), shape.rank() - 1)));
    return OptionalInt.empty();
  }
}
