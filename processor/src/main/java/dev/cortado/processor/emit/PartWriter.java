package dev.cortado.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.cortado.processor.code.KernelConstant;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.graph.Value.Role;
import dev.cortado.processor.plan.ParameterSlot;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.UsePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes the nested class of a part. An object of it knows where the parameters of one use lie, or
 * of one repeat.
 */
final class PartWriter {
  private static final String TRAINABLE = "trainable";
  private static final String FROZEN = "frozen";
  private static final Modifier[] FIELD = {Modifier.PRIVATE, Modifier.FINAL};

  private final Plan plan;
  private final ClassName self;

  PartWriter(Plan plan) {
    this.plan = plan;
    self = RuntimeTypes.nested(plan.boundary().orElseThrow().partClass());
  }

  /**
   * The class.
   *
   * @param predicts whether a sample is predicted on its own
   * @param repeats whether several stand one after another
   */
  TypeSpec write(boolean predicts, boolean repeats) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addJavadoc(header())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    plan.parameters().forEach(slot -> type.addField(int.class, slot.offset().name(), FIELD));
    plan.uses().forEach(use -> type.addField(typeOf(use), use.site().constant(), FIELD));
    plan.kernels()
        .forEach(kernel -> type.addField(StatementPrinter.type(kernel), kernel.name(), FIELD));
    type.addMethod(constructor());
    if (repeats) {
      type.addMethod(several());
    }
    type.addMethod(new BlueprintPrinter(plan).describe());
    new PartPassWriter(plan).write(predicts).forEach(type::addMethod);
    PenaltyWriter.ofPart(plan).forEach(type::addMethod);
    ConstraintWriter.ofPart(plan).ifPresent(type::addMethod);
    StatementPrinter.steps(plan, predicts).forEach(type::addMethod);
    return type.build();
  }

  private CodeBlock header() {
    CodeBlock.Builder text = CodeBlock.builder();
    text.add(
        "{@code $L} as a layer$L: $L parameters, $L multiply-adds a prediction.\n\n<pre>\n",
        plan.network().name(),
        plan.graph().maskedInputs().isEmpty() ? "" : " of sequences that are masked",
        plan.graph().parameterCount(),
        plan.graph().operations().stream().mapToLong(Operation::multiplyAdds).sum());
    plan.table().forEach(line -> text.add("$L\n", line));
    return text.add("</pre>\n").build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    groups(plan).forEach(group -> constructor.addParameter(int.class, group));
    for (ParameterSlot slot : plan.parameters()) {
      String group = group(slot.parameter().value().role());
      int offset = slot.offset().value();
      constructor.addStatement(
          "$L = $L", slot.offset().name(), offset == 0 ? group : group + " + " + offset);
    }
    for (UsePlan use : plan.uses()) {
      constructor.addStatement("$L = $L", use.site().constant(), creation(use, plan));
    }
    for (KernelConstant kernel : plan.kernels()) {
      constructor.addStatement("$L = $L", kernel.name(), StatementPrinter.creation(kernel));
    }
    return constructor.build();
  }

  private MethodSpec several() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("several")
            .addJavadoc("Some of them, whose parameters lie one after another.")
            .addModifiers(Modifier.STATIC)
            .returns(ArrayTypeName.of(self))
            .addParameter(int.class, "count");
    List<CodeBlock> arguments = new ArrayList<>();
    for (String group : groups(plan)) {
      method.addParameter(int.class, group);
      arguments.add(CodeBlock.of("$L + i * $L", group, size(group)));
    }
    return method
        .addStatement("$T[] several = new $T[count]", self, self)
        .beginControlFlow("for (int i = 0; i < count; i++)")
        .addStatement(
            "several[i] = new $T($L)", self, arguments.stream().collect(CodeBlock.joining(", ")))
        .endControlFlow()
        .addStatement("return several")
        .build();
  }

  private long size(String group) {
    return plan.graph().parameters().stream()
        .filter(parameter -> group(parameter.value().role()).equals(group))
        .mapToLong(parameter -> parameter.value().size())
        .sum();
  }

  private static String group(Role role) {
    return role == Role.FROZEN ? FROZEN : TRAINABLE;
  }

  /** The groups of parameters that a part has: each lies in one piece. */
  private static List<String> groups(Plan part) {
    return part.parameters().stream()
        .map(slot -> group(slot.parameter().value().role()))
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Adds a statement for the part of a use, or for each of its repeats. */
  static void each(UsePlan use, CodeBlock.Builder code, Function<CodeBlock, CodeBlock> statement) {
    if (use.use().isRepeated()) {
      code.beginControlFlow(
          "for ($T part : $L)",
          RuntimeTypes.nested(use.boundary().partClass()),
          use.site().constant());
      code.addStatement(statement.apply(CodeBlock.of("part")));
      code.endControlFlow();
    } else {
      code.addStatement(statement.apply(CodeBlock.of("$L", use.site().constant())));
    }
  }

  /** The type of the field for a use. */
  static TypeName typeOf(UsePlan use) {
    ClassName type = RuntimeTypes.nested(use.boundary().partClass());
    return use.use().isRepeated() ? ArrayTypeName.of(type) : type;
  }

  /** The expression that makes the part of a use, or its repeats. */
  static CodeBlock creation(UsePlan use, Plan user) {
    List<CodeBlock> arguments = new ArrayList<>();
    if (use.use().isRepeated()) {
      arguments.add(CodeBlock.of("$L", use.use().repeats()));
    }
    Stream.of(use.use().trainable(), use.use().frozen())
        .flatMap(Optional::stream)
        .map(all -> CodeBlock.of("$L", user.offset(all)))
        .forEach(arguments::add);
    return CodeBlock.of(
        use.use().isRepeated() ? "$T.several($L)" : "new $T($L)",
        RuntimeTypes.nested(use.boundary().partClass()),
        arguments.stream().collect(CodeBlock.joining(",$W")));
  }
}
