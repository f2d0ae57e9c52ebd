package dev.cortado.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cortado.processor.graph.ParameterNode;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.ParameterSlot;
import dev.cortado.processor.plan.Plan;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the methods for the penalties on trainable parameters. */
final class PenaltyWriter {
  private PenaltyWriter() {}

  static List<MethodSpec> write(Plan plan) {
    List<ParameterSlot> penalised =
        plan.parameters().stream().filter(PenaltyWriter::isPenalised).toList();
    if (penalised.isEmpty()) {
      return List.of();
    }
    MethodSpec.Builder value =
        MethodSpec.methodBuilder("penalty")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(double.class);
    MethodSpec.Builder gradient =
        MethodSpec.methodBuilder("addPenaltyGradient")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(float[].class, "gradient");
    CodeBlock.Builder sum = CodeBlock.builder();
    for (ParameterSlot slot : penalised) {
      ParameterNode parameter = slot.parameter();
      CodeBlock range =
          CodeBlock.of(
              "$L, $L, $Lf, $Lf",
              slot.offset().name(),
              parameter.value().size(),
              (float) parameter.l1(),
              (float) parameter.l2());
      value.addCode(
          "// $L: $L * Σ|w| + $L * Σw²\n",
          parameter.value().name(),
          parameter.l1(),
          parameter.l2());
      sum.add(
          sum.isEmpty() ? "$T.of(parameters, $L)" : "\n    + $T.of(parameters, $L)",
          RuntimeTypes.PENALTY,
          range);
      gradient.addStatement(
          "$T.addGradient(parameters, gradient, $L)", RuntimeTypes.PENALTY, range);
    }
    return List.of(value.addStatement("return $L", sum.build()).build(), gradient.build());
  }

  private static boolean isPenalised(ParameterSlot slot) {
    return slot.parameter().value().role() == Value.Role.TRAINABLE
        && (slot.parameter().l1() != 0 || slot.parameter().l2() != 0);
  }
}
