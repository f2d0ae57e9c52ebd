package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Optional;

/** {@code @Dense}: {@code activation(input · kernel + bias)} along the last axis. */
final class DenseLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Dense";
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return Pace.alongLastAxis(sequence);
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse dense = layer.annotation();
    Shape in = layer.input().shape();
    int units = dense.integer("units");
    if (!layer.fits("the kernel", in.last(), units)
        || !layer.fits("a sample", in.repeats(), units)) {
      return Optional.empty();
    }
    Shape shape = in.with(in.rank() - 1, units);
    ActivationLayer.Applied applied =
        new ActivationLayer.Applied(dense.choice("activation"), dense.number("alpha"));
    if (!applied.suits(layer, shape, "activation")) {
      return Optional.empty();
    }
    Value output = layer.value(shape);
    Value sums = applied.sums(layer, output);
    Value kernel = layer.parameter("kernel", Shape.of(in.last(), units));
    Optional<Value> bias =
        dense.flag("useBias")
            ? Optional.of(layer.parameter("bias", Shape.of(units)))
            : Optional.empty();
    layer.add(new Affine(layer.name(), sums, layer.input(), kernel, bias));
    applied.add(layer, sums, output);
    return Optional.of(output);
  }
}
