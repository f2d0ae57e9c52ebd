package dev.cortado.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cortado.processor.code.Method.Parameter;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.Step;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the methods that take a network's steps in order. */
final class PassWriter {
  private final Plan plan;
  private final List<String> inputs;

  PassWriter(Plan plan) {
    this.plan = plan;
    inputs = plan.graph().inputs().stream().map(input -> input.value().name()).toList();
  }

  MethodSpec forward(String name, List<Step> steps) {
    MethodSpec.Builder method = overriding(name).addParameter(int.class, "samples");
    buffers(method);
    steps.forEach(step -> method.addStatement("$L", batchCall(step)));
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

  private MethodSpec reverse(MethodSpec.Builder method, List<Step> steps, String buffers) {
    if (!steps.isEmpty()) {
      buffers(method, buffers);
    }
    for (Step step : steps) {
      if (step.headOf() >= 0) {
        method.beginControlFlow("if (!fromLogits[$L])", step.headOf());
      }
      method.addStatement("$L", batchCall(step));
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
    plan.updates().forEach(step -> method.addStatement("$L", batchCall(step)));
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
    if (plan.outputs().stream().anyMatch(step -> usesWorkspace(step, outputRoot))) {
      method.addStatement(
          "$L b = ($L) sampleWorkspace()", WorkspaceWriter.NAME, WorkspaceWriter.NAME);
    }
    for (Step step : plan.outputs()) {
      method.addStatement(
          "$L",
          StatementPrinter.call(
              step.sample().orElseThrow(), parameter -> ofSample(parameter, outputRoot)));
    }
    if (outputRoot.role() == Value.Role.INPUT) {
      method.addStatement(
          "$T.arraycopy(input, 0, output, 0, $L)", System.class, output.value().size());
    }
    return method.build();
  }

  private CodeBlock ofSample(Parameter parameter, Value outputRoot) {
    String name = parameter.name();
    return switch (parameter.type()) {
      case SCRATCH -> CodeBlock.of("b.scratch()");
      case ARRAY ->
          inputs.contains(name)
              ? CodeBlock.of("input")
              : name.equals(outputRoot.name())
                  ? CodeBlock.of("output")
                  : CodeBlock.of("b.$L[0]", name);
      default -> CodeBlock.of("b.$L", name);
    };
  }

  private boolean usesWorkspace(Step step, Value outputRoot) {
    return step.sample().orElseThrow().parameters().stream()
        .map(parameter -> ofSample(parameter, outputRoot).toString())
        .anyMatch(argument -> argument.startsWith("b."));
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

  private CodeBlock batchCall(Step step) {
    return StatementPrinter.call(step.batch(), this::ofBatch);
  }

  private CodeBlock ofBatch(Parameter parameter) {
    String name = parameter.name();
    return switch (parameter.type()) {
      case SCRATCH -> CodeBlock.of("b.scratch()");
      case LONG -> CodeBlock.of("b.noise()");
      case INT, ARRAY -> CodeBlock.of("$L", name);
      default ->
          inputs.contains(name)
              ? CodeBlock.of("b.input($L)", inputs.indexOf(name))
              : CodeBlock.of("b.$L", name);
    };
  }
}
