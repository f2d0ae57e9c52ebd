package dev.cortado.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes the methods that take a network's steps in order. */
final class PassWriter {
  private final Plan plan;

  PassWriter(Plan plan) {
    this.plan = plan;
  }

  MethodSpec forward(String name, List<Step> steps) {
    MethodSpec.Builder method = overriding(name).addParameter(int.class, "samples");
    buffers(method);
    steps.forEach(step -> method.addStatement("$L", batchCall(step, false)));
    return method.build();
  }

  MethodSpec backward() {
    MethodSpec.Builder method =
        overriding("backward")
            .addParameter(int.class, "samples")
            .addParameter(boolean[].class, "fromLogits")
            .addParameter(float[].class, "gradient");
    return reverse(method, plan.backward(), WorkspaceWriter.NAME);
  }

  /** The gradients of the inputs. */
  MethodSpec inputGradient(Plan.Explanation explanation) {
    MethodSpec.Builder method =
        overriding("inputGradient")
            .addParameter(int.class, "samples")
            .addParameter(boolean[].class, "fromLogits");
    return reverse(method, explanation.steps(), WorkspaceWriter.EXPLANATION);
  }

  private static MethodSpec reverse(MethodSpec.Builder method, List<Step> steps, String buffers) {
    if (!steps.isEmpty()) {
      buffers(method, buffers);
    }
    for (Step step : steps) {
      boolean takesGradient =
          step.batch().parameters().stream()
              .anyMatch(parameter -> parameter.name().equals("gradient"));
      if (step.headOf() >= 0) {
        method.beginControlFlow("if (!fromLogits[$L])", step.headOf());
      }
      method.addStatement("$L", batchCall(step, takesGradient));
      if (step.headOf() >= 0) {
        method.endControlFlow();
      }
    }
    return method.build();
  }

  /** What follows on a step of the optimizer. */
  MethodSpec updates() {
    MethodSpec.Builder method = overriding("updateAverages");
    buffers(method);
    for (Step step : plan.updates()) {
      CodeBlock arrays =
          step.arrays().stream()
              .map(array -> CodeBlock.of("b.$L", array.name()))
              .collect(CodeBlock.joining(", "));
      method.addStatement("$L($L)", step.batch().name(), arrays);
    }
    return method.build();
  }

  /** The prediction of one sample, for networks with one input and one output. */
  MethodSpec predict() {
    LayerNode input = plan.graph().inputs().get(0);
    LayerNode output = plan.graph().outputs().get(0);
    Value outputRoot = plan.roots().get(output.value());
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("predict")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(float[].class, "input")
            .addParameter(float[].class, "output")
            .addStatement("requireSize($S, $L, input)", input.name(), input.value().size())
            .addStatement("requireSize($S, $L, output)", output.name(), output.value().size());
    if (plan.tiny().isPresent()) {
      return method.addCode(StatementPrinter.block(plan.tiny().get())).build();
    }
    if (plan.forward().stream().anyMatch(step -> usesWorkspace(step, outputRoot))) {
      method.addStatement(
          "$L b = ($L) sampleWorkspace()", WorkspaceWriter.NAME, WorkspaceWriter.NAME);
    }
    for (Step step : plan.forward()) {
      List<CodeBlock> arguments = new ArrayList<>();
      for (Step.ArrayRef array : step.arrays()) {
        arguments.add(
            array.input() >= 0
                ? CodeBlock.of("input")
                : array.name().equals(outputRoot.name())
                    ? CodeBlock.of("output")
                    : CodeBlock.of("b.$L[0]", array.name()));
      }
      if (step.sample().orElseThrow().needsScratch()) {
        arguments.add(CodeBlock.of("b.scratch()"));
      }
      method.addStatement(
          "$L($L)",
          step.sample().orElseThrow().name(),
          arguments.stream().collect(CodeBlock.joining(", ")));
    }
    if (outputRoot.role() == Value.Role.INPUT) {
      method.addStatement(
          "$T.arraycopy(input, 0, output, 0, $L)", System.class, output.value().size());
    }
    return method.build();
  }

  private static boolean usesWorkspace(Step step, Value outputRoot) {
    return step.sample().orElseThrow().needsScratch()
        || step.arrays().stream()
            .anyMatch(array -> array.input() < 0 && !array.name().equals(outputRoot.name()));
  }

  private static MethodSpec.Builder overriding(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(RuntimeTypes.WORKSPACE, "workspace");
  }

  private static void buffers(MethodSpec.Builder method) {
    buffers(method, WorkspaceWriter.NAME);
  }

  private static void buffers(MethodSpec.Builder method, String type) {
    method.addStatement("$L b = ($L) workspace", type, type);
  }

  private static CodeBlock batchCall(Step step, boolean takesGradient) {
    Stream<CodeBlock> arrays =
        step.arrays().stream()
            .map(
                array ->
                    array.input() >= 0
                        ? CodeBlock.of("b.input($L)", array.input())
                        : CodeBlock.of("b.$L", array.name()));
    List<CodeBlock> arguments = new ArrayList<>(arrays.toList());
    arguments.add(CodeBlock.of("samples"));
    if (step.batch().needsScratch()) {
      arguments.add(CodeBlock.of("b.scratch()"));
    }
    if (step.needsNoise()) {
      arguments.add(CodeBlock.of("b.noise()"));
    }
    if (takesGradient) {
      arguments.add(CodeBlock.of("gradient"));
    }
    return CodeBlock.of(
        "$L($L)", step.batch().name(), arguments.stream().collect(CodeBlock.joining(", ")));
  }
}
