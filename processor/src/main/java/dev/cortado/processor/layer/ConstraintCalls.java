package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.ParameterNode.ConstraintCall;
import dev.cortado.processor.graph.Shape;
import java.util.List;
import java.util.Optional;

/** The runtime's method for each constraint of the language. */
final class ConstraintCalls {
  private ConstraintCalls() {}

  /**
   * What constrains a parameter of a layer; empty where nothing does, or a problem was reported.
   */
  static Optional<ConstraintCall> of(LayerContext layer, String parameter, Shape shape) {
    if (!layer.annotation().has(parameter + "Constraint")) {
      return Optional.empty();
    }
    AnnotationUse constraint = layer.annotation().nested(parameter + "Constraint");
    if (!constraint.isWithinLimits("axis")) {
      return Optional.empty();
    }
    return switch (constraint.choice("value")) {
      case "NONE" -> Optional.empty();
      case "NON_NEGATIVE" ->
          Optional.of(new ConstraintCall("nonNegative", List.<Number>of(shape.size())));
      case "UNIT_NORM" ->
          grid(layer, constraint, parameter, shape)
              .map(sizes -> new ConstraintCall("unitNorm", sizes));
      case "MAX_NORM" ->
          grid(layer, constraint, parameter, shape)
              .map(
                  sizes ->
                      new ConstraintCall(
                          "maxNorm",
                          List.of(
                              sizes.get(0), sizes.get(1), sizes.get(2), constraint.number("max"))));
      default ->
          throw new IllegalArgumentException(
              "no method for the constraint " + constraint.choice("value"));
    };
  }

  /** The sizes of the axes before those of the norms, of these, and after these. */
  private static Optional<List<Number>> grid(
      LayerContext layer, AnnotationUse constraint, String parameter, Shape shape) {
    List<Integer> axes = constraint.integers("axis").stream().sorted().toList();
    int first = axes.get(0);
    int last = axes.get(axes.size() - 1);
    if (last >= shape.rank() || last - first != axes.size() - 1) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  constraint.place("axis"),
                  "layer '%s' takes norms of its %s along the axes %s, but its shape is %s"
                      .formatted(layer.name(), parameter, axes, shape))
              .expected(
                  "axes from 0 to %d, one or several that follow on one another"
                      .formatted(shape.rank() - 1)));
    }
    return Optional.of(
        List.of(
            product(shape, 0, first),
            product(shape, first, last + 1),
            product(shape, last + 1, shape.rank())));
  }

  private static int product(Shape shape, int from, int to) {
    return shape.sizes().subList(from, to).stream().reduce(1, (a, b) -> a * b);
  }
}
