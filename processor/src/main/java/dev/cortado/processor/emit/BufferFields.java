package dev.cortado.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.graph.Value.Role;
import dev.cortado.processor.plan.ExplainedUse;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.UsePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** What the classes that hold arrays have in common, be it those of a network or of a part. */
final class BufferFields {
  private BufferFields() {}

  /** New rows of some size. */
  static CodeBlock rows(int size) {
    return CodeBlock.of("new float[capacity][$L]", size);
  }

  /** A row a sample, or the rows of a matrix; those that predictions do not need for training. */
  static CodeBlock rows(Value array, boolean isForTraining) {
    CodeBlock rows =
        array.role() == Value.Role.STATISTIC
            ? CodeBlock.of("new float[$L][$L]", array.shape().repeats(), array.shape().last())
            : rows(array.size());
    return isForTraining ? CodeBlock.of("training ? $L : null", rows) : rows;
  }

  /** The type of the field for the arrays of a use. */
  static TypeName typeOf(UsePlan use) {
    ClassName type = RuntimeTypes.nested(use.boundary().buffersClass());
    return use.use().isRepeated() ? ArrayTypeName.of(type) : type;
  }

  /**
   * The expression that makes the arrays of a use.
   *
   * @param array the expression for the rows that hold a value
   */
  static CodeBlock creation(UsePlan use, Function<Value, CodeBlock> array) {
    return creation(use, array, "capacity", "training");
  }

  /**
   * The expression that makes the arrays of a use for predictions of one sample, which are handed
   * what feeds it and what it hands on.
   */
  static CodeBlock ofSample(UsePlan use) {
    return creation(use, array -> CodeBlock.of("null"), "1", "false");
  }

  private static CodeBlock creation(
      UsePlan use, Function<Value, CodeBlock> array, String capacity, String training) {
    List<CodeBlock> arguments = new ArrayList<>();
    if (use.use().isRepeated()) {
      arguments.add(CodeBlock.of("$L", use.use().repeats()));
    }
    arguments.add(CodeBlock.of(capacity));
    arguments.add(CodeBlock.of(training));
    use.inputs().forEach(input -> arguments.add(array.apply(input)));
    arguments.add(array.apply(use.output()));
    use.mask().ifPresent(mask -> arguments.add(array.apply(mask)));
    arguments.add(orNull(use.outputGradient(), array));
    for (int i = 0; i < use.boundary().inputGradients().size(); i++) {
      arguments.add(
          orNull(
              i < use.inputGradients().size() ? use.inputGradients().get(i) : Optional.empty(),
              array));
    }
    return CodeBlock.of(
        use.use().isRepeated() ? "$T.several($L)" : "new $T($L)",
        RuntimeTypes.nested(use.boundary().buffersClass()),
        arguments.stream().collect(CodeBlock.joining(",$W")));
  }

  /** The type of the field for the arrays of a use in explanations. */
  static TypeName typeOf(ExplainedUse use) {
    ClassName type = RuntimeTypes.nested(use.plan().boundary().explanationClass());
    return use.plan().use().isRepeated() ? ArrayTypeName.of(type) : type;
  }

  /**
   * The expression that makes the arrays of a use in explanations.
   *
   * @param owner what comes before the field that holds the values of the use
   */
  static CodeBlock creation(ExplainedUse use, String owner) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("capacity"));
    arguments.add(CodeBlock.of("$L", owner + use.plan().site().buffers()));
    arguments.add(CodeBlock.of("$L", use.output().name()));
    for (int i = 0; i < use.inputs().size(); i++) {
      // What its user does not need it writes all the same, with the others
      int size = use.plan().inputs().get(i).size();
      arguments.add(
          use.inputs().get(i).map(array -> CodeBlock.of("$L", array.name())).orElse(rows(size)));
    }
    return CodeBlock.of(
        use.plan().use().isRepeated() ? "$T.several($L)" : "new $T($L)",
        RuntimeTypes.nested(use.plan().boundary().explanationClass()),
        arguments.stream().collect(CodeBlock.joining(",$W")));
  }

  private static CodeBlock orNull(Optional<Value> value, Function<Value, CodeBlock> array) {
    return value.map(array).orElse(CodeBlock.of("null"));
  }

  /**
   * The method that finds the values of a layer by its position: a switch, after the ranges of the
   * layers of parts.
   */
  static MethodSpec layers(Plan plan, Function<Value, CodeBlock> array) {
    boolean isPart = plan.boundary().isPresent();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("layer").returns(float[][].class).addParameter(int.class, "layer");
    if (!isPart) {
      method.addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch (layer) {$>\n");
    int position = 0;
    for (LayerNode layer : plan.graph().layers()) {
      if (isPart && layer.value().role() == Role.INPUT) {
        continue;
      }
      Optional<UsePlan> use = plan.useOf(layer);
      int handles = plan.handles(layer);
      if (use.isPresent()) {
        range(method, use.get(), position, handles);
      }
      if (use.isEmpty() || use.get().use().isRepeated()) {
        cases.add("case $L -> $L;\n", position + handles - 1, array.apply(layer.value()));
      }
      position += handles;
    }
    if (isPart) {
      cases.add("case $L -> $L;\n", position, array.apply(plan.graph().outputs().get(0).value()));
    }
    cases.add("default -> throw new $T(layer);$<\n};\n", IndexOutOfBoundsException.class);
    return method.addCode(cases.build()).build();
  }

  private static void range(MethodSpec.Builder method, UsePlan use, int from, int handles) {
    boolean isRepeated = use.use().isRepeated();
    int one = use.plan().handles();
    String inner = from == 0 ? "layer" : "layer - " + from;
    String within = from == 0 ? "layer" : "(" + inner + ")";
    method.beginControlFlow(
        "if (layer >= $L && layer < $L)", from, from + handles - (isRepeated ? 1 : 0));
    if (isRepeated) {
      method.addStatement(
          "return $L[$L / $L].layer($L % $L)", use.site().buffers(), within, one, within, one);
    } else {
      method.addStatement("return $L.layer($L)", use.site().buffers(), inner);
    }
    method.endControlFlow();
  }
}
