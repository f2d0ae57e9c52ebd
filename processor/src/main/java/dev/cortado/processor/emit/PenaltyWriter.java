package dev.cortado.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cortado.processor.graph.ParameterNode;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.ParameterSlot;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.UsePlan;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Writes the methods for the penalties on trainable parameters. */
final class PenaltyWriter {
  private final CodeBlock.Builder values = CodeBlock.builder();
  private final CodeBlock.Builder gradients = CodeBlock.builder();

  private PenaltyWriter(Plan plan) {
    for (ParameterSlot slot : plan.parameters()) {
      Optional<UsePlan> use = plan.useOf(slot);
      if (use.isPresent()) {
        use.filter(part -> isPenalised(part.plan())).ifPresent(this::addPart);
      } else if (isPenalised(slot)) {
        add(slot);
      }
    }
  }

  /** Those of a network's class, where there are penalties. */
  static List<MethodSpec> write(Plan plan) {
    return isPenalised(plan)
        ? new PenaltyWriter(plan)
            .methods(
                MethodSpec.methodBuilder("penalty")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .addStatement("double penalty = 0"),
                MethodSpec.methodBuilder("addPenaltyGradient")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC))
        : List.of();
  }

  /** Those of a part's class: the first adds to a sum, so that its terms are added in order. */
  static List<MethodSpec> ofPart(Plan plan) {
    return isPenalised(plan)
        ? new PenaltyWriter(plan)
            .methods(
                MethodSpec.methodBuilder("penalty")
                    .addParameter(float[].class, "parameters")
                    .addParameter(double.class, "before")
                    .addStatement("double penalty = before"),
                MethodSpec.methodBuilder("addPenaltyGradient")
                    .addParameter(float[].class, "parameters"))
        : List.of();
  }

  private List<MethodSpec> methods(MethodSpec.Builder value, MethodSpec.Builder gradient) {
    return List.of(
        value.returns(double.class).addCode(values.build()).addStatement("return penalty").build(),
        gradient.addParameter(float[].class, "gradient").addCode(gradients.build()).build());
  }

  private void add(ParameterSlot slot) {
    ParameterNode parameter = slot.parameter();
    CodeBlock range =
        CodeBlock.of(
            "$L, $L, $Lf, $Lf",
            slot.offset().name(),
            parameter.value().size(),
            (float) parameter.l1(),
            (float) parameter.l2());
    values
        .add(
            "// $L: $L * Σ|w| + $L * Σw²\n",
            parameter.value().name(),
            parameter.l1(),
            parameter.l2())
        .addStatement("penalty += $T.of(parameters, $L)", RuntimeTypes.PENALTY, range);
    gradients.addStatement("$T.addGradient(parameters, gradient, $L)", RuntimeTypes.PENALTY, range);
  }

  private void addPart(UsePlan use) {
    PartWriter.each(
        use, values, part -> CodeBlock.of("penalty = $L.penalty(parameters, penalty)", part));
    PartWriter.each(
        use, gradients, part -> CodeBlock.of("$L.addPenaltyGradient(parameters, gradient)", part));
  }

  private static boolean isPenalised(Plan plan) {
    return plan.parameters().stream().anyMatch(PenaltyWriter::isPenalised)
        || plan.uses().stream().anyMatch(use -> isPenalised(use.plan()));
  }

  private static boolean isPenalised(ParameterSlot slot) {
    return slot.parameter().value().role() == Value.Role.TRAINABLE
        && (slot.parameter().l1() != 0 || slot.parameter().l2() != 0);
  }
}
