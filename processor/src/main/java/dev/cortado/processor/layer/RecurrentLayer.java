package dev.cortado.processor.layer;

import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.ParameterNode.InitializerCall;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code @SimpleRNN}, {@code @LSTM} and {@code @GRU}: reads a sequence step by step.
 *
 * @param type what happens at a step
 */
record RecurrentLayer(CellType type) implements LayerKind {
  /** Functions whose derivative does not follow from their output. */
  private static final List<String> UNSUITABLE =
      List.of("GELU", "GELU_TANH", "SILU", "MISH", "HARD_SILU", "SOFTMAX", "LOG_SOFTMAX");

  @Override
  public String annotation() {
    return type.annotation();
  }

  @Override
  public Optional<Value> build(LayerContext layer) {
    AnnotationUse annotation = layer.annotation();
    Shape in = layer.input().shape();
    int units = annotation.integer("units");
    if (!isSequence(layer, in) || !areSuitable(layer)) {
      return Optional.empty();
    }
    int steps = in.sizes().get(0);
    if (!layer.fits("the kernel", in.last(), type.sums(), units)
        || !layer.fits("the recurrent kernel", units, type.sums(), units)
        || !layer.fits("a sample", type.kept(steps), units)) {
      return Optional.empty();
    }
    boolean sequences = annotation.flag("returnSequences");
    Value output = layer.value(sequences ? Shape.of(steps, units) : Shape.of(units));
    functions(annotation).forEach(name -> layer.describe(name.toLowerCase(Locale.ROOT)));
    List<String> options = new ArrayList<>();
    if (annotation.flag("goBackwards")) {
      options.add("BACKWARDS");
    }
    if (sequences) {
      options.add("SEQUENCES");
    }
    options.forEach(option -> layer.describe(option.toLowerCase(Locale.ROOT)));
    add(layer, output, options);
    return Optional.of(output);
  }

  private void add(LayerContext layer, Value output, List<String> options) {
    AnnotationUse annotation = layer.annotation();
    Shape in = layer.input().shape();
    int steps = in.sizes().get(0);
    int units = annotation.integer("units");
    int width = type.sums() * units;
    Value kernel = layer.parameter("kernel", Shape.of(in.last(), width));
    Value recurrent = layer.parameter("recurrent_kernel", "recurrent", Shape.of(units, width));
    Optional<Value> bias =
        annotation.flag("useBias") ? Optional.of(bias(layer, width)) : Optional.empty();
    Value sums = layer.intermediate("Sums", Shape.of(steps, width));
    boolean ofCell = type.hasTwoBiases();
    layer.add(
        new Affine(layer.name(), sums, layer.input(), kernel, bias.filter(unused -> !ofCell)));
    Value trace = layer.intermediate("Trace", Shape.of(Math.toIntExact(type.kept(steps)), units));
    RecurrentKernel map =
        new RecurrentKernel(
            layer.name(),
            type,
            recurrent,
            bias.filter(unused -> ofCell),
            Optional.empty(),
            steps,
            functions(annotation),
            options);
    layer.add(new RecurrentSteps(trace, sums, map));
    layer.add(new RecurrentOutput(output, trace, sums, map));
  }

  private Value bias(LayerContext layer, int width) {
    InitializerCall initializer = InitializerCalls.of(layer.annotation().nested("biasInitializer"));
    boolean forgets =
        layer.annotation().has("unitForgetBias") && layer.annotation().flag("unitForgetBias");
    return layer.parameter(
        "bias",
        "bias",
        type.hasTwoBiases() ? Shape.of(2, width) : Shape.of(width),
        forgets ? InitializerCalls.unitForgetBias(initializer) : initializer);
  }

  private List<String> functions(AnnotationUse annotation) {
    return type.hasGates()
        ? List.of(annotation.choice("activation"), annotation.choice("recurrentActivation"))
        : List.of(annotation.choice("activation"));
  }

  private static boolean isSequence(LayerContext layer, Shape in) {
    if (in.rank() == 2) {
      return true;
    }
    String fix =
        in.rank() == 1
            ? "@Reshape({%d, 1})".formatted(in.last())
            : "@Reshape({%d, -1})".formatted(in.sizes().get(0));
    layer.report(
        Problem.SHAPE_MISMATCH
            .at(
                layer.annotation().place(),
                "layer '%s' takes a sequence of shape (steps, features), but '%s' has the shape %s"
                    .formatted(layer.name(), layer.references().get(0).name(), in))
            .found(in)
            .expected("a shape (steps, features)")
            .fix("put %s above it".formatted(fix)));
    return false;
  }

  private boolean areSuitable(LayerContext layer) {
    boolean suitable = true;
    List<String> functions = functions(layer.annotation());
    for (int i = 0; i < functions.size(); i++) {
      if (UNSUITABLE.contains(functions.get(i))) {
        suitable = false;
        layer.report(
            Problem.WRONG_PARAMETER
                .at(
                    layer.annotation().place(i == 0 ? "activation" : "recurrentActivation"),
                    "layer '%s' applies %s at each step, whose derivative does not follow from its output"
                        .formatted(layer.name(), functions.get(i)))
                .found(functions.get(i))
                .fix("use TANH, SIGMOID, RELU or another function of which the output is enough"));
      }
    }
    return suitable;
  }
}
