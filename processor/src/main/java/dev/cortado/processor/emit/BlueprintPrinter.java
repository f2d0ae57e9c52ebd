package dev.cortado.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.cortado.processor.graph.ForwardOperation;
import dev.cortado.processor.graph.Head;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.ParameterNode;
import dev.cortado.processor.graph.Shape;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.ParameterSlot;
import dev.cortado.processor.plan.Plan;
import java.util.stream.Collectors;

/** Prints what the runtime is to know of a network. */
final class BlueprintPrinter {
  private final Plan plan;

  BlueprintPrinter(Plan plan) {
    this.plan = plan;
  }

  CodeBlock print() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(
        "$T.of($S, $S)$>$>", RuntimeTypes.BLUEPRINT, plan.network().name(), plan.fingerprint());
    for (LayerNode layer : plan.graph().layers()) {
      code.add("\n.layer($S, $S, $L", layer.name(), layer.type(), shape(layer.value().shape()));
      layer.inputs().forEach(input -> code.add(", $S", input));
      code.add(")");
      layer.parameters().forEach(parameter -> code.add("\n").add(parameter(parameter)));
    }
    for (LayerNode output : plan.graph().outputs()) {
      Head head = plan.graph().headOf(output).map(ForwardOperation::head).orElse(Head.NONE);
      code.add("\n.output($S, $T.$L)", output.name(), RuntimeTypes.HEAD, head.name());
    }
    return code.add("\n.build()$<$<").build();
  }

  private CodeBlock parameter(ParameterNode parameter) {
    ParameterSlot slot =
        plan.parameters().stream()
            .filter(candidate -> candidate.parameter().equals(parameter))
            .findFirst()
            .orElseThrow();
    String arguments =
        parameter.initializer().arguments().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return CodeBlock.of(
        ".$L($S, $L, $L, $T.$L($L))",
        parameter.value().role() == Value.Role.FROZEN ? "frozen" : "parameter",
        parameter.name(),
        shape(parameter.value().shape()),
        slot.offset().name(),
        RuntimeTypes.INITIALIZERS,
        parameter.initializer().method(),
        arguments);
  }

  private static CodeBlock shape(Shape shape) {
    String sizes = shape.sizes().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return CodeBlock.of("$T.of($L)", RuntimeTypes.SHAPE, sizes);
  }
}
