package dev.cortado.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.Boundary;
import dev.cortado.processor.plan.ExplainedUse;
import dev.cortado.processor.plan.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Writes the nested class that holds a part's arrays for explanations: beside its values the
 * gradients of a score with respect to them. Those of its inputs and of its output are given to it.
 */
final class PartExplanationWriter {
  private static final Modifier[] CLASS = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};

  private final Plan plan;
  private final Plan.Explanation explanation;
  private final Boundary boundary;
  private final ClassName self;
  private final ClassName buffers;

  PartExplanationWriter(Plan plan, Plan.Explanation explanation) {
    this.plan = plan;
    this.explanation = explanation;
    boundary = plan.boundary().orElseThrow();
    self = RuntimeTypes.nested(boundary.explanationClass());
    buffers = RuntimeTypes.nested(boundary.buffersClass());
  }

  /** The names of its fields, but for that which holds the values. */
  static Set<String> fields(Plan.Explanation explanation) {
    Set<String> fields = new HashSet<>();
    Stream.of(explanation.arrays(), given(explanation))
        .flatMap(List::stream)
        .map(Value::name)
        .forEach(fields::add);
    explanation.uses().stream().map(ExplainedUse::field).forEach(fields::add);
    return fields;
  }

  private static List<Value> given(Plan.Explanation explanation) {
    return Stream.of(explanation.outputs(), explanation.inputs()).flatMap(List::stream).toList();
  }

  /**
   * The class.
   *
   * @param repeats whether several stand one after another
   */
  TypeSpec write(boolean repeats) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addJavadoc(
                "The values of {@code $L}, and the gradients of a score with respect to them.",
                plan.network().name())
            .addModifiers(CLASS)
            .addField(buffers, "b", Modifier.FINAL);
    Stream.of(given(explanation), explanation.arrays())
        .flatMap(List::stream)
        .forEach(array -> type.addField(float[][].class, array.name(), Modifier.FINAL));
    explanation
        .uses()
        .forEach(use -> type.addField(BufferFields.typeOf(use), use.field(), Modifier.FINAL));
    type.addMethod(constructor());
    if (repeats) {
      type.addMethod(several());
    }
    return type.build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(int.class, "capacity")
            .addParameter(buffers, "b");
    constructor.addStatement("this.b = b");
    for (Value array : given(explanation)) {
      constructor.addParameter(float[][].class, array.name());
      constructor.addStatement("this.$L = $L", array.name(), array.name());
    }
    for (Value array : explanation.arrays()) {
      constructor.addStatement("$L = $L", array.name(), BufferFields.rows(array.size()));
    }
    for (ExplainedUse use : explanation.uses()) {
      constructor.addStatement("$L = $L", use.field(), BufferFields.creation(use, "b."));
    }
    return constructor.build();
  }

  private MethodSpec several() {
    return MethodSpec.methodBuilder("several")
        .addJavadoc("One for each repeat, which hands its gradient to the one before.")
        .addModifiers(Modifier.STATIC)
        .returns(ArrayTypeName.of(self))
        .addParameter(int.class, "capacity")
        .addParameter(ArrayTypeName.of(buffers), "repeats")
        .addParameter(float[][].class, "output")
        .addParameter(float[][].class, "input")
        .addStatement("$T[] several = new $T[repeats.length]", self, self)
        .addStatement("float[][] from = input")
        .beginControlFlow("for (int i = 0; i < several.length; i++)")
        .addStatement(
            "float[][] to = i == several.length - 1 ? output : $L",
            BufferFields.rows(boundary.output().size()))
        .addStatement("several[i] = new $T(capacity, repeats[i], to, from)", self)
        .addStatement("from = to")
        .endControlFlow()
        .addStatement("return several")
        .build();
  }
}
