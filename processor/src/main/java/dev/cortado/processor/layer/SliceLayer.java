package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code @Slice}: a range of indices along each axis. */
final class SliceLayer implements LayerKind {
  private static final int REST = -1;

  @Override
  public String annotation() {
    return "Slice";
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return sequence.keepsSteps() ? Pace.EACH_STEP : Pace.WHOLE;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Shape in = layer.input().shape();
    List<Integer> begin = layer.annotation().integers("begin");
    List<Integer> size = new ArrayList<>(layer.annotation().integers("size"));
    if (layer.isStep()) {
      size.set(0, 1);
    }
    for (String attribute : List.of("begin", "size")) {
      List<Integer> numbers = layer.annotation().integers(attribute);
      if (numbers.size() != in.rank()) {
        return layer.report(
            Problem.SHAPE_MISMATCH
                .at(
                    layer.annotation().place(attribute),
                    "layer '%s' has a %s of %s, but '%s' has the shape %s"
                        .formatted(
                            layer.name(), attribute, numbers, layer.references().get(0).name(), in))
                .found(numbers.size())
                .expected("%d, one for each axis".formatted(in.rank())));
      }
    }
    for (int axis = 0; axis < in.rank(); axis++) {
      int along = in.sizes().get(axis);
      int left = along - begin.get(axis);
      if (size.get(axis) == REST) {
        size.set(axis, left);
      }
      if (size.get(axis) < 1 || size.get(axis) > left) {
        return layer.report(
            Problem.SHAPE_MISMATCH
                .at(
                    layer.annotation().place(left < 1 ? "begin" : "size", axis),
                    "layer '%s' takes %d from index %d on along axis %d, but '%s' has the shape %s"
                        .formatted(
                            layer.name(),
                            layer.annotation().integers("size").get(axis),
                            begin.get(axis),
                            axis,
                            layer.references().get(0).name(),
                            in))
                .expected("a range within 0 to %d that is not empty".formatted(along)));
      }
    }
    Value output = layer.value(new Shape(size));
    String ranges =
        IntStream.range(0, in.rank())
            .mapToObj(axis -> begin.get(axis) + ":" + (begin.get(axis) + size.get(axis)))
            .collect(Collectors.joining(", ", "[", "]"));
    layer.describe(ranges);
    layer.add(new Rearrangement(output, layer.input(), copy(in, begin, output.shape()), ranges));
    return Optional.of(output);
  }

  private static StridedCopy copy(Shape in, List<Integer> begin, Shape shape) {
    List<Integer> from = StridedCopy.strides(in);
    List<Integer> to = StridedCopy.strides(shape);
    List<StridedCopy.Axis> axes = new ArrayList<>();
    int first = 0;
    for (int axis = 0; axis < in.rank(); axis++) {
      axes.add(new StridedCopy.Axis(shape.sizes().get(axis), from.get(axis), to.get(axis)));
      first += begin.get(axis) * from.get(axis);
    }
    return new StridedCopy(axes, first, 0);
  }
}
