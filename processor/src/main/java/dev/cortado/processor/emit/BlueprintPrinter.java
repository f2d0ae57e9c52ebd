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
import dev.cortado.processor.plan.ParameterSlot;
import dev.cortado.processor.plan.Plan;
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
    for (LayerNode layer : plan.graph().layers()) {
      CodeBlock.Builder call = CodeBlock.builder();
      call.add(
          "network.layer($S, $S, $L", layer.name(), layer.type(), shape(layer.value().shape()));
      layer.inputs().forEach(input -> call.add(", $S", input));
      call.add(")");
      layer.parameters().forEach(parameter -> call.add("\n").add(parameter(parameter)));
      method.addStatement(call.build());
    }
    for (LayerNode output : plan.graph().outputs()) {
      Head head = plan.graph().headOf(output).map(ForwardOperation::head).orElse(Head.NONE);
      method.addStatement(
          "network.output($S, $T.$L)", output.name(), RuntimeTypes.HEAD, head.name());
    }
    return method.addStatement("return network.build()").build();
  }

  private CodeBlock parameter(ParameterNode parameter) {
    ParameterSlot slot =
        plan.parameters().stream()
            .filter(candidate -> candidate.parameter().equals(parameter))
            .findFirst()
            .orElseThrow();
    return CodeBlock.of(
        ".$L($S, $L, $L, $L)",
        parameter.value().role() == Value.Role.FROZEN ? "frozen" : "parameter",
        parameter.name(),
        shape(parameter.value().shape()),
        slot.offset().name(),
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
