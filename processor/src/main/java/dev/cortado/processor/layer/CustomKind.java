package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.declare.ClassUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code @Custom}: an operation that a user's class computes. */
final class CustomKind implements LayerKind {

  @Override
  public String annotation() {
    return "Custom";
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse custom = layer.annotation();
    List<AnnotationUse> declared = custom.all("parameters");
    ClassUse type = custom.classUse("value");
    List<Integer> sizes =
        custom.integers("shape").isEmpty()
            ? layer.input().shape().sizes()
            : custom.integers("shape");
    if (sizes.stream().anyMatch(size -> size < 1)) {
      return layer.report(
          Problem.OUT_OF_RANGE
              .at(
                  custom.place("shape"),
                  "layer '%s' has the shape %s".formatted(layer.name(), sizes))
              .expected("sizes of at least 1"));
    }
    if (!type.isClass()
        || declared.stream().anyMatch(parameter -> !parameter.isWithinLimits("shape"))
        || !layer.fits("a sample", longs(sizes))) {
      return Optional.empty();
    }
    List<Value> parameters = new ArrayList<>();
    for (AnnotationUse parameter : declared) {
      List<Integer> shape = parameter.integers("shape");
      if (!layer.fits("a parameter", longs(shape))) {
        return Optional.empty();
      }
      parameters.add(
          layer.parameter(
              parameter.text("name"),
              new Shape(shape),
              InitializerCalls.of(parameter.nested("initializer"))));
    }
    layer.describe(type.nestedName());
    Value output = layer.value(new Shape(sizes));
    CustomCode code =
        new CustomCode(layer.name(), type.packageName(), type.nestedName(), parameters);
    layer.add(new CustomForward(output, layer.input(), code));
    return Optional.of(output);
  }

  private static long[] longs(List<Integer> sizes) {
    return sizes.stream().mapToLong(Integer::longValue).toArray();
  }
}
