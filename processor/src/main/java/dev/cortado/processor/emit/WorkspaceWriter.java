package dev.cortado.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.ExplainedUse;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.UsePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javax.lang.model.element.Modifier;

/** Writes the nested class that holds the arrays of one thread. */
final class WorkspaceWriter {
  static final String NAME = "Buffers";

  /** The class of those that hold gradients of the inputs. */
  static final String EXPLANATION = "Explanation";

  private final Plan plan;

  WorkspaceWriter(Plan plan) {
    this.plan = plan;
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(NAME)
            .addJavadoc(
                "The values of every layer for one thread, one row a sample; while training, their\ngradients too.")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .superclass(RuntimeTypes.WORKSPACE);
    if (plan.explanation().isEmpty()) {
      type.addModifiers(Modifier.FINAL);
    }
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(int.class, "capacity")
            .addParameter(boolean.class, "training")
            .addStatement("super(capacity, $L)", plan.graph().inputs().size());
    for (Value array : plan.arrays()) {
      type.addField(FieldSpec.builder(float[][].class, array.name(), Modifier.FINAL).build());
      constructor.addStatement("$L = $L", array.name(), rows(array));
    }
    for (UsePlan use : plan.uses()) {
      type.addField(BufferFields.typeOf(use), use.site().buffers(), Modifier.FINAL);
      constructor.addStatement(
          "$L = $L", use.site().buffers(), BufferFields.creation(use, this::array));
    }
    List<LayerNode> outputs = plan.graph().outputs();
    return type.addMethod(constructor.build())
        .addMethod(BufferFields.layers(plan, this::array))
        .addMethod(lookup("logits", outputs.size(), i -> array(logits(outputs.get(i)))))
        .addMethod(lookup("gradient", outputs.size(), i -> array(plan.lossGradients().get(i))))
        .build();
  }

  /** The arrays of explanations, where the network is to explain itself. */
  Optional<TypeSpec> writeExplanation() {
    return plan.explanation().map(this::write);
  }

  private TypeSpec write(Plan.Explanation explanation) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(EXPLANATION)
            .addJavadoc(
                "The values of every layer, and the gradients of a score with respect to them.")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .superclass(ClassName.get("", NAME));
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(int.class, "capacity")
            .addStatement("super(capacity, false)");
    for (Value array : explanation.arrays()) {
      type.addField(FieldSpec.builder(float[][].class, array.name(), Modifier.FINAL).build());
      constructor.addStatement("$L = rows(capacity, $L)", array.name(), array.size());
    }
    for (ExplainedUse use : explanation.uses()) {
      type.addField(BufferFields.typeOf(use), use.field(), Modifier.FINAL);
      constructor.addStatement("$L = $L", use.field(), BufferFields.creation(use, ""));
    }
    List<Value> outputs = explanation.outputs();
    List<Value> inputs = explanation.inputs();
    return type.addMethod(constructor.build())
        .addMethod(lookup("gradient", outputs.size(), i -> array(outputs.get(i))))
        .addMethod(lookup("inputGradient", inputs.size(), i -> array(inputs.get(i))))
        .build();
  }

  /** A row a sample, or the rows of a matrix; those that predictions do not need for training. */
  private CodeBlock rows(Value array) {
    CodeBlock rows =
        array.role() == Value.Role.STATISTIC
            ? CodeBlock.of("rows($L, $L)", array.shape().repeats(), array.shape().last())
            : CodeBlock.of("rows(capacity, $L)", array.size());
    return plan.isForTraining(array) ? CodeBlock.of("training ? $L : null", rows) : rows;
  }

  private Value logits(LayerNode output) {
    return plan.graph().headOf(output).map(head -> head.inputs().get(0)).orElse(output.value());
  }

  /** The expression for the rows that hold a value. */
  private CodeBlock array(Value value) {
    Value root = plan.roots().getOrDefault(value, value);
    List<Value> inputs = new ArrayList<>();
    plan.graph().inputs().forEach(input -> inputs.add(input.value()));
    return root.role() == Value.Role.INPUT
        ? CodeBlock.of("input($L)", inputs.indexOf(root))
        : CodeBlock.of("$L", root.name());
  }

  private static MethodSpec lookup(String name, int count, IntFunction<CodeBlock> value) {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch ($L) {$>\n", name);
    for (int i = 0; i < count; i++) {
      body.add("case $L -> $L;\n", i, value.apply(i));
    }
    body.add("default -> throw new $T($L);$<\n};\n", IndexOutOfBoundsException.class, name);
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(float[][].class)
        .addParameter(int.class, name)
        .addCode(body.build())
        .build();
  }
}
