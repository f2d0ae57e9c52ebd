package dev.cortado.processor.layer;

import dev.cortado.processor.code.Expression;
import dev.cortado.processor.code.Expression.Verbatim;
import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.ParameterNode.InitializerCall;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A recurrent layer in one direction.
 *
 * @param type what happens at a step
 * @param name of the direction, where there are two; empty where there is one
 * @param backwards whether the last step is read first
 */
record RecurrentDirection(LayerContext layer, CellType type, String name, boolean backwards) {

  /** Adds the parameters and operations that compute a value. */
  void add(Value output) {
    AnnotationUse annotation = layer.annotation();
    Shape in = layer.input().shape();
    int steps = in.sizes().get(0);
    int units = annotation.integer("units");
    int width = type.sums() * units;
    boolean ofCell = type.hasTwoBiases();
    Value kernel = layer.parameter(parameter("kernel"), "kernel", Shape.of(in.last(), width));
    Value recurrent =
        layer.parameter(parameter("recurrent_kernel"), "recurrent", Shape.of(units, width));
    Optional<Value> bias = annotation.flag("useBias") ? Optional.of(bias(width)) : Optional.empty();
    Value sums = layer.intermediate(suffix("Sums"), Shape.of(steps, width));
    String called = layer.name() + suffix("");
    layer.add(new Affine(called, sums, layer.input(), kernel, bias.filter(value -> !ofCell)));
    Shape kept = Shape.of(Math.toIntExact(type.kept(steps)), units);
    Value trace =
        layer.isStep()
            ? layer.carried(suffix("Trace"), kept)
            : layer.intermediate(suffix("Trace"), kept);
    RecurrentKernel map =
        new RecurrentKernel(
            called,
            type,
            recurrent,
            bias.filter(value -> ofCell),
            layer.mask(),
            steps,
            type.functions(annotation),
            dropout(units),
            options());
    Value begun = begun(sums);
    layer.add(new RecurrentSteps(trace, begun, map));
    layer.add(new RecurrentOutput(output, trace, begun, map));
  }

  /** The sums, and the states before the first step where layers give them. */
  private Value begun(Value sums) {
    List<Value> states = layer.inputs().subList(1, layer.inputs().size());
    if (states.isEmpty()) {
      return sums;
    }
    List<Value> all = new ArrayList<>(List.of(sums));
    all.addAll(states);
    int size = all.stream().mapToInt(Value::size).sum();
    Value begun = layer.intermediate(suffix("Start"), Shape.of(size));
    layer.add(new Concatenation(begun, all, 0));
    return begun;
  }

  /** Steps of a stream are predictions, which drop nothing. */
  private Optional<Expression> dropout(int units) {
    double rate = layer.annotation().number("recurrentDropout");
    if (rate == 0 || layer.isStep()) {
      return Optional.empty();
    }
    // Two directions draw apart
    int first = !name.isEmpty() && backwards ? units : 0;
    return Optional.of(
        new Expression.Call(
            "RecurrentDropout",
            "of",
            List.of(
                Expression.literal(rate),
                new Verbatim(String.valueOf(layer.position())),
                new Verbatim(String.valueOf(first)))));
  }

  private List<String> options() {
    AnnotationUse annotation = layer.annotation();
    List<String> options = new ArrayList<>();
    if (backwards) {
      options.add("BACKWARDS");
    }
    if (annotation.flag("returnSequences")) {
      options.add("SEQUENCES");
    }
    if (!name.isEmpty()) {
      options.add("IN_ORDER");
    }
    if (layer.mask().isPresent()) {
      options.add("MASKED");
    }
    if (layer.inputs().size() > 1) {
      options.add("INITIAL_STATE");
    }
    if (annotation.flag("returnState")) {
      options.add("FINAL_STATE");
    }
    if (layer.isStep()) {
      options.add("CARRIED_STATE");
    }
    return options;
  }

  private Value bias(int width) {
    InitializerCall initializer = InitializerCalls.of(layer.annotation().nested("biasInitializer"));
    boolean forgets =
        layer.annotation().has("unitForgetBias") && layer.annotation().flag("unitForgetBias");
    return layer.parameter(
        parameter("bias"),
        "bias",
        type.hasTwoBiases() ? Shape.of(2, width) : Shape.of(width),
        forgets ? InitializerCalls.unitForgetBias(initializer) : initializer);
  }

  private String parameter(String parameter) {
    return name.isEmpty() ? parameter : name + "_" + parameter;
  }

  private String suffix(String value) {
    return name.isEmpty()
        ? value
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + value;
  }
}
