package dev.cortado.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cortado.processor.graph.ParameterNode.ConstraintCall;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.ParameterSlot;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.UsePlan;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the method for the constraints on trainable parameters. */
final class ConstraintWriter {
  private ConstraintWriter() {}

  /** That of a network's class, where there are constraints. */
  static Optional<MethodSpec> write(Plan plan) {
    return method(plan)
        .map(method -> method.addAnnotation(Override.class).addModifiers(Modifier.PUBLIC).build());
  }

  /** That of a part's class, where there are constraints. */
  static Optional<MethodSpec> ofPart(Plan plan) {
    return method(plan).map(MethodSpec.Builder::build);
  }

  private static Optional<MethodSpec.Builder> method(Plan plan) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (ParameterSlot slot : plan.parameters()) {
      Optional<UsePlan> use = plan.useOf(slot);
      if (use.isPresent()) {
        use.filter(part -> method(part.plan()).isPresent())
            .ifPresent(
                part ->
                    PartWriter.each(part, code, one -> CodeBlock.of("$L.constrain(values)", one)));
      } else if (slot.parameter().value().role() == Value.Role.TRAINABLE) {
        slot.parameter()
            .constraint()
            .ifPresent(call -> code.addStatement("$L", constraint(slot, call)));
      }
    }
    return code.isEmpty()
        ? Optional.empty()
        : Optional.of(
            MethodSpec.methodBuilder("constrain")
                .addParameter(float[].class, "values")
                .addCode(code.build()));
  }

  private static CodeBlock constraint(ParameterSlot slot, ConstraintCall call) {
    return CodeBlock.of(
        "$T.$L(values, $L, $L)",
        RuntimeTypes.kernel("WeightConstraints"),
        call.method(),
        slot.offset().name(),
        call.arguments().stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }
}
