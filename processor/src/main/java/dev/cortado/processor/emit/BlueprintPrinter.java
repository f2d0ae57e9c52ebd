package dev.cortado.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Head;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.ParameterNode;
import dev.cortado.processor.graph.ParameterNode.InitializerCall;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.UsePlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Prints what the runtime is to know of a network. */
final class BlueprintPrinter {
  private final Plan plan;

  BlueprintPrinter(Plan plan) {
    this.plan = plan;
  }

  /** The expression that begins a blueprint. */
  CodeBlock begin() {
    return CodeBlock.of(
        "$T.of($S, $S)", RuntimeTypes.BLUEPRINT, plan.network().name(), plan.fingerprint());
  }

  /** The method that completes it: a statement a layer, as javac cannot nest hundreds of calls. */
  MethodSpec method() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("blueprint")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(RuntimeTypes.BLUEPRINT)
            .addParameter(RuntimeTypes.BLUEPRINT.nestedClass("Builder"), "network");
    layers(method);
    for (LayerNode output : plan.graph().outputs()) {
      Head head = plan.graph().headOf(output).map(ForwardOperation::head).orElse(Head.NONE);
      method.addStatement(
          "network.output($S, $T.$L)", output.name(), RuntimeTypes.HEAD, head.name());
    }
    return method.addStatement("return network.build()").build();
  }

  /** The method that tells of a part's layers, and of the part as a layer. */
  MethodSpec describe() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("describe")
            .addJavadoc("Tells of its layers, whose names begin with a path.")
            .addParameter(RuntimeTypes.BLUEPRINT.nestedClass("Builder"), "network")
            .addParameter(String.class, "path")
            .addParameter(String[].class, "inputs")
            .varargs();
    layers(method);
    LayerNode output = plan.graph().outputs().get(0);
    return method
        .addStatement(
            "network.layer(path,$W$S,$W$L,$W$L)",
            plan.network().name(),
            shape(output.value().shape()),
            name(output.name()))
        .build();
  }

  private void layers(MethodSpec.Builder method) {
    for (LayerNode layer : plan.graph().layers()) {
      if (isPart() && inputs().contains(layer.name())) {
        continue;
      }
      Optional<UsePlan> use = plan.useOf(layer);
      if (use.isPresent()) {
        use(method, layer, use.get());
        continue;
      }
      CodeBlock.Builder call = CodeBlock.builder();
      call.add(
          "network.layer($L,$W$S,$W$L",
          name(layer.name()),
          layer.type(),
          shape(layer.value().shape()));
      layer.inputs().forEach(input -> call.add(",$W$L", name(input)));
      call.add(")");
      layer.parameters().forEach(parameter -> call.add("\n").add(parameter(parameter)));
      method.addStatement(call.build());
    }
  }

  private void use(MethodSpec.Builder method, LayerNode layer, UsePlan use) {
    if (!use.use().isRepeated()) {
      CodeBlock inputs = layer.inputs().stream().map(this::name).collect(CodeBlock.joining(", "));
      method.addStatement(
          "$L.describe(network, $L, $L)", use.site().constant(), name(layer.name()), inputs);
      return;
    }
    int last = use.use().repeats() - 1;
    CodeBlock each = name(layer.name() + "/");
    method
        .beginControlFlow("for (int i = 0; i < $L; i++)", use.use().repeats())
        .addStatement(
            "String before = i == 0 ? $L : $L.concat(String.valueOf(i - 1))",
            name(layer.inputs().get(0)),
            each)
        .addStatement(
            "$L[i].describe(network, $L.concat(String.valueOf(i)), before)",
            use.site().constant(),
            each)
        .endControlFlow()
        .addStatement(
            "network.layer($L,$W$S,$W$L,$W$L)",
            name(layer.name()),
            use.plan().network().name(),
            shape(layer.value().shape()),
            name(layer.name() + "/" + last));
  }

  private boolean isPart() {
    return plan.boundary().isPresent();
  }

  private List<String> inputs() {
    return plan.graph().inputs().stream().map(LayerNode::name).toList();
  }

  /** The expression for the name of a layer: in a part it begins with the path. */
  private CodeBlock name(String layer) {
    if (!isPart()) {
      return CodeBlock.of("$S", layer);
    }
    int input = inputs().indexOf(layer);
    return input >= 0
        ? CodeBlock.of("inputs[$L]", input)
        : CodeBlock.of("path.concat($S)", "/" + layer);
  }

  private CodeBlock parameter(ParameterNode parameter) {
    return CodeBlock.of(
        ".$L($S,$W$L,$W$L,$W$L)",
        parameter.value().role() == Value.Role.FROZEN ? "frozen" : "parameter",
        parameter.name(),
        shape(parameter.value().shape()),
        plan.offset(parameter.value()),
        initializer(parameter.initializer()));
  }

  private static CodeBlock initializer(InitializerCall call) {
    CodeBlock arguments =
        call.inner()
            .map(BlueprintPrinter::initializer)
            .orElseGet(
                () ->
                    CodeBlock.of(
                        "$L",
                        call.arguments().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))));
    return CodeBlock.of("$T.$L($L)", RuntimeTypes.INITIALIZERS, call.method(), arguments);
  }

  private static CodeBlock shape(Shape shape) {
    String sizes = shape.sizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return CodeBlock.of("$T.of($L)", RuntimeTypes.SHAPE, sizes);
  }
}
