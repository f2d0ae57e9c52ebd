package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.Locale;
import java.util.Optional;

/** {@code @Activation}: a function of each element, or along the last axis. */
final class ActivationLayer implements LayerKind {

  @Override
  public String annotation() {
    return "Activation";
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Pace pace(Pace.Sequence sequence) {
    return sequence.annotation().choice("value").endsWith("SOFTMAX")
        ? Pace.alongLastAxis(sequence)
        : Pace.EACH_STEP;
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    Applied applied =
        new Applied(layer.annotation().choice("value"), layer.annotation().number("alpha"));
    if (!applied.suits(layer, layer.input().shape(), "value")) {
      return Optional.empty();
    }
    Value output = layer.value(layer.input().shape());
    if (applied.isLinear()) {
      layer.add(new View(output, layer.input()));
    }
    applied.add(layer, layer.input(), output);
    return Optional.of(output);
  }

  /** A function of the language with its parameter, as layers apply it. */
  record Applied(String function, double alpha) {

    /** What a layer's attributes say. */
    static Applied of(AnnotationUse layer) {
      return new Applied(layer.choice("activation"), layer.number("alpha"));
    }

    boolean isLinear() {
      return function.equals("LINEAR");
    }

    private boolean isHead() {
      return function.equals("SOFTMAX") || function.equals("SIGMOID");
    }

    /** What the function is applied to, where a layer's value is the result; named after it. */
    Value sums(LayerContext layer, Value output) {
      return isLinear() ? output : layer.intermediate(isHead() ? "Logits" : "Sums", output.shape());
    }

    private boolean isSoftmax() {
      return function.endsWith("SOFTMAX");
    }

    /** Whether the function makes sense for a shape; reports it where not. */
    boolean suits(LayerContext layer, Shape shape, String attribute) {
      if (!isSoftmax() || shape.last() > 1) {
        return true;
      }
      layer.report(
          Problem.SOFTMAX_OF_ONE
              .at(
                  layer.annotation().place(attribute),
                  "layer '%s' applies %s to a single value, which is always the same"
                      .formatted(layer.name(), function))
              .found("shape " + shape)
              .fix("use SIGMOID for a single probability, or at least 2 units"));
      return false;
    }

    /**
     * Adds the operation, and says the function's name and parameter in the layer's description.
     */
    void add(LayerContext layer, Value input, Value output) {
      String name = function.toLowerCase(Locale.ROOT);
      layer.describe(Double.isNaN(alpha) ? name : name + "(" + alpha + ")");
      if (isSoftmax()) {
        layer.add(new SoftmaxOperation(output, input, function.equals("LOG_SOFTMAX")));
      } else if (!isLinear()) {
        layer.add(new Activate(output, input, ActivationCode.of(function, alpha)));
      }
    }
  }
}
