package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code @ZeroPadding1D}, {@code @Cropping2D} and their like: borders of zeros, or without what was
 * there.
 *
 * @param axes how many axes have borders
 * @param isCropping whether borders are cut off, not put around
 */
record BorderLayer(int axes, boolean isCropping) implements LayerKind {

  @Override
  public String annotation() {
    return "%s%dD".formatted(isCropping ? "Cropping" : "ZeroPadding", axes);
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    List<Integer> given = layer.annotation().integers("value");
    List<Integer> borders = borders(given);
    if (!WindowAttributes.suits(layer, axes)) {
      return Optional.empty();
    }
    if (borders.isEmpty()) {
      return layer.report(
          Problem.SHAPE_MISMATCH
              .at(
                  layer.annotation().place("value"),
                  "layer '%s' has borders of %d numbers".formatted(layer.name(), given.size()))
              .found(given)
              .expected(
                  axes == 1
                      ? "one number, or two: {before, after}"
                      : "one number, two: {above and below, left and right}, or four: {above,"
                          + " below, left, right}"));
    }
    Shape in = layer.input().shape();
    long[] sizes = in.sizes().stream().mapToLong(Integer::longValue).toArray();
    List<Integer> resulting = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      long both = (long) borders.get(2 * axis) + borders.get(2 * axis + 1);
      sizes[axis] += isCropping ? -both : both;
      if (sizes[axis] < 1) {
        return layer.report(
            Problem.SHAPE_MISMATCH
                .at(
                    layer.annotation().place("value"),
                    "layer '%s' cuts %d off the %d %s of '%s', which leaves nothing"
                        .formatted(
                            layer.name(),
                            both,
                            in.sizes().get(axis),
                            axes == 1 ? "steps" : axis == 0 ? "rows" : "columns",
                            layer.references().get(0).name()))
                .found(in)
                .expected("at most %d".formatted(in.sizes().get(axis) - 1)));
      }
    }
    if (!layer.fits("a sample", sizes)) {
      return Optional.empty();
    }
    for (long size : sizes) {
      resulting.add((int) size);
    }
    layer.describe(borders.toString());
    Value output = layer.value(new Shape(resulting));
    int sign = isCropping ? -1 : 1;
    int down = axes == 1 ? 0 : sign * borders.get(0);
    int right = sign * borders.get(2 * axes - 2);
    layer.add(new Placement(output, layer.input(), down, right));
    return Optional.of(output);
  }

  /** Two numbers for each axis; none where the attribute has another count. */
  private List<Integer> borders(List<Integer> given) {
    int count = given.size();
    if (count == 2 * axes) {
      return given;
    }
    if (count != 1 && count != axes) {
      return List.of();
    }
    List<Integer> borders = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      int border = given.get(count == 1 ? 0 : axis);
      borders.add(border);
      borders.add(border);
    }
    return borders;
  }
}
