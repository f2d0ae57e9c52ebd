package dev.cortado.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.cortado.processor.code.Method.Parameter;
import dev.cortado.processor.graph.PartInterface;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.graph.Value.Role;
import dev.cortado.processor.plan.Boundary;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the methods that take a part's steps in order: those that its users call. */
final class PartPassWriter {
  private final Plan plan;
  private final Boundary boundary;
  private final PartInterface calls;

  PartPassWriter(Plan plan) {
    this.plan = plan;
    boundary = plan.boundary().orElseThrow();
    calls = boundary.calls();
  }

  /**
   * All of them.
   *
   * @param predicts whether a sample is predicted on its own
   */
  List<MethodSpec> write(boolean predicts) {
    List<MethodSpec> methods = new ArrayList<>();
    if (predicts) {
      methods.add(sample());
    }
    methods.add(forward("forward", plan.forward(), false));
    if (calls.folds()) {
      methods.add(forward("forwardOutput", plan.outputs(), false));
    }
    if (!plan.training().equals(plan.forward())) {
      methods.add(forward("forwardTraining", plan.training(), calls.forwardDraws()));
    }
    methods.add(backward());
    if (!plan.updates().isEmpty()) {
      methods.add(updates());
    }
    plan.explanation().ifPresent(explanation -> methods.add(explain(explanation)));
    return methods;
  }

  private MethodSpec sample() {
    MethodSpec.Builder method = method("forward");
    calls.inputs().forEach(input -> method.addParameter(float[].class, input));
    method.addParameter(float[].class, calls.output());
    calls.mask().ifPresent(mask -> method.addParameter(float[].class, mask));
    buffers(method);
    scratch(method);
    for (Step step : plan.outputs()) {
      method.addStatement("$L", StatementPrinter.call(step.sample().orElseThrow(), this::ofSample));
    }
    if (copies()) {
      method.addStatement("$L", copy("", ""));
    }
    return method.build();
  }

  private MethodSpec forward(String name, List<Step> steps, boolean draws) {
    MethodSpec.Builder method = method(name);
    buffers(method);
    method.addParameter(int.class, "samples");
    scratch(method);
    if (draws) {
      method.addParameter(long.class, "noise");
    }
    steps.forEach(step -> method.addStatement("$L", batchCall(step)));
    if (copies()) {
      method.beginControlFlow("for (int s = 0; s < samples; s++)");
      method.addStatement("$L", copy("b.", "[s]"));
      method.endControlFlow();
    }
    return method.build();
  }

  private MethodSpec backward() {
    MethodSpec.Builder method = method("backward");
    buffers(method);
    method.addParameter(int.class, "samples");
    scratch(method);
    if (calls.backwardDraws()) {
      method.addParameter(long.class, "noise");
    }
    if (plan.parameters().stream()
        .anyMatch(slot -> slot.parameter().value().role() == Role.TRAINABLE)) {
      method.addParameter(float[].class, "gradient");
    }
    boolean guarded = false;
    for (Step step : plan.backward()) {
      // Of several inputs all have arrays
      boolean guard = step.onlyForInputs() && boundary.inputGradients().size() == 1;
      if (guard && !guarded) {
        method.beginControlFlow("if (b.$L != null)", boundary.inputGradients().get(0).name());
      } else if (guarded && !guard) {
        method.endControlFlow();
      }
      guarded = guard;
      method.addStatement("$L", batchCall(step));
    }
    if (guarded) {
      method.endControlFlow();
    }
    return method.build();
  }

  private MethodSpec updates() {
    MethodSpec.Builder method = method("updateAverages");
    buffers(method);
    plan.updates().forEach(step -> method.addStatement("$L", batchCall(step)));
    return method.build();
  }

  private MethodSpec explain(Plan.Explanation explanation) {
    MethodSpec.Builder method = method("explain");
    method.addParameter(RuntimeTypes.nested(boundary.explanationClass()), "e");
    method.addParameter(int.class, "samples");
    scratch(method);
    Set<String> own = PartExplanationWriter.fields(explanation);
    for (Step step : explanation.steps()) {
      method.addStatement(
          "$L",
          StatementPrinter.call(
              step.batch(),
              parameter ->
                  switch (parameter.type()) {
                    case ROWS, OBJECT, OBJECTS ->
                        CodeBlock.of(
                            own.contains(parameter.name()) ? "e.$L" : "e.b.$L", parameter.name());
                    default -> CodeBlock.of("$L", parameter.name());
                  }));
    }
    return method.build();
  }

  private MethodSpec.Builder method(String name) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name);
    if (calls.hasParameters()) {
      method.addParameter(float[].class, "parameters");
    }
    return method;
  }

  private void buffers(MethodSpec.Builder method) {
    method.addParameter(RuntimeTypes.nested(boundary.buffersClass()), "b");
  }

  private void scratch(MethodSpec.Builder method) {
    if (calls.needsScratch()) {
      method.addParameter(RuntimeTypes.SCRATCH, "scratch");
    }
  }

  /** Whether it hands on an input, which no step copies. */
  private boolean copies() {
    return handedOn().role() == Role.INPUT;
  }

  private Value handedOn() {
    return plan.roots().get(plan.graph().outputs().get(0).value());
  }

  private CodeBlock copy(String before, String after) {
    return CodeBlock.of(
        "$T.arraycopy($L, 0, $L, 0, $L)",
        System.class,
        before + handedOn().name() + after,
        before + calls.output() + after,
        handedOn().size());
  }

  private static CodeBlock batchCall(Step step) {
    return StatementPrinter.call(
        step.batch(),
        parameter ->
            switch (parameter.type()) {
              case ROWS, OBJECT, OBJECTS -> CodeBlock.of("b.$L", parameter.name());
              default -> CodeBlock.of("$L", parameter.name());
            });
  }

  private CodeBlock ofSample(Parameter parameter) {
    String name = parameter.name();
    boolean isGiven =
        calls.inputs().contains(name)
            || name.equals(calls.output())
            || calls.mask().filter(name::equals).isPresent()
            || name.equals("parameters")
            || name.equals("scratch");
    return switch (parameter.type()) {
      case OBJECT, OBJECTS -> CodeBlock.of("b.$L", name);
      default -> isGiven ? CodeBlock.of("$L", name) : CodeBlock.of("b.$L[0]", name);
    };
  }
}
