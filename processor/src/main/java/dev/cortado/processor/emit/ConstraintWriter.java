package dev.cortado.processor.emit;

import com.palantir.javapoet.MethodSpec;
import dev.cortado.processor.graph.ParameterNode.ConstraintCall;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.ParameterSlot;
import dev.cortado.processor.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes the method for the constraints on trainable parameters. */
final class ConstraintWriter {
  private ConstraintWriter() {}

  static Optional<MethodSpec> write(Plan plan) {
    List<ParameterSlot> constrained =
        plan.parameters().stream()
            .filter(slot -> slot.parameter().value().role() == Value.Role.TRAINABLE)
            .filter(slot -> slot.parameter().constraint().isPresent())
            .toList();
    if (constrained.isEmpty()) {
      return Optional.empty();
    }
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("constrain")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(float[].class, "values");
    for (ParameterSlot slot : constrained) {
      ConstraintCall call = slot.parameter().constraint().orElseThrow();
      method.addStatement(
          "$T.$L(values, $L, $L)",
          RuntimeTypes.kernel("WeightConstraints"),
          call.method(),
          slot.offset().name(),
          call.arguments().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return Optional.of(method.build());
  }
}
