package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code @Dot}: sums of products of two layers along an axis of each. */
final class DotLayer implements LayerKind {
  /** The square of the length by which Keras divides shorter vectors. */
  private static final double LEAST = 1e-14;

  @Override
  public String annotation() {
    return "Dot";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse dot = layer.annotation();
    List<Integer> given = dot.integers("axes");
    if (given.isEmpty() || given.size() > 2) {
      return layer.report(
          Problem.OUT_OF_RANGE
              .at(
                  dot.place("axes"),
                  "layer '%s' has %d axes, but it sums over one of each layer"
                      .formatted(layer.name(), given.size()))
              .expected("two numbers, or one for both"));
    }
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int position = Math.min(i, given.size() - 1);
      OptionalInt axis =
          new Axis(given.get(position), dot.place("axes", position), "multiplies")
              .of(layer, layer.references().get(i), layer.inputs().get(i).shape());
      if (axis.isEmpty()) {
        return Optional.empty();
      }
      axes.add(axis.getAsInt());
    }
    Shape x = layer.inputs().get(0).shape();
    Shape y = layer.inputs().get(1).shape();
    if (!x.sizes().get(axes.get(0)).equals(y.sizes().get(axes.get(1)))) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.references().get(1).place(),
                  "layer '%s' multiplies axis %d of '%s' of shape %s with axis %d of '%s' of shape %s"
                      .formatted(
                          layer.name(),
                          axes.get(0),
                          layer.references().get(0).name(),
                          x,
                          axes.get(1),
                          layer.references().get(1).name(),
                          y))
              .found("%d and %d".formatted(x.sizes().get(axes.get(0)), y.sizes().get(axes.get(1))))
              .expected("axes of the same size"));
    }
    DotSize size = DotSize.of(x, axes.get(0), y, axes.get(1));
    if (!layer.fits("a sample", size.ofX(), size.ofY())) {
      return Optional.empty();
    }
    layer.describe("axes " + axes + (dot.flag("normalize") ? " normalize" : ""));
    Value output = layer.value(shape(x, axes.get(0), y, axes.get(1)));
    List<Value> factors = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Value input = layer.inputs().get(i);
      if (dot.flag("normalize")) {
        Value unit = layer.intermediate(i == 0 ? "Left" : "Right", input.shape());
        layer.add(new UnitNormalize(unit, input, axes.get(i), LEAST));
        factors.add(unit);
      } else {
        factors.add(input);
      }
    }
    layer.add(new DotProducts(layer.name(), output, factors.get(0), factors.get(1), size));
    return Optional.of(output);
  }

  /** The other axes of both; one of size 1 where there are none. */
  private static Shape shape(Shape x, int axisX, Shape y, int axisY) {
    List<Integer> sizes = new ArrayList<>(x.sizes());
    sizes.remove(axisX);
    List<Integer> others = new ArrayList<>(y.sizes());
    others.remove(axisY);
    sizes.addAll(others);
    return new Shape(sizes.isEmpty() ? List.of(1) : sizes);
  }
}
