package dev.cortado.processor.layer;

import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code @UpSampling1D} and {@code @UpSampling2D}: each place again and again, or means between
 * places.
 *
 * @param axes along how many axes places are repeated
 */
record UpSamplingLayer(int axes) implements LayerKind {

  @Override
  public String annotation() {
    return "UpSampling" + axes + "D";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Optional<List<Integer>> factors = new WindowAttributes(layer, axes, "value").sizes();
    if (factors.isEmpty() || !WindowAttributes.suits(layer, axes)) {
      return Optional.empty();
    }
    Shape in = layer.input().shape();
    long[] sizes = in.sizes().stream().mapToLong(Integer::longValue).toArray();
    for (int axis = 0; axis < axes; axis++) {
      sizes[axis] *= factors.get().get(axis);
    }
    if (!layer.fits("a sample", sizes)) {
      return Optional.empty();
    }
    List<WindowAxis> windows = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      int factor = factors.get().get(axis);
      windows.add(WindowAxis.of((int) sizes[axis], factor, factor, 1, "VALID"));
    }
    boolean isBilinear = axes == 2 && layer.annotation().choice("interpolation").equals("BILINEAR");
    layer.describe(factors.get().toString());
    if (isBilinear) {
      layer.describe("bilinear");
    }
    Windows over = new Windows(windows, in.last());
    Value output = layer.value(over.shape(WindowAxis::size, in.last()));
    layer.add(
        isBilinear
            ? new Interpolate(layer.name(), output, layer.input(), factors.get())
            : new Pool(layer.name(), Pool.Reduction.REPEAT, output, layer.input(), over));
    return Optional.of(output);
  }
}
