package dev.cortado.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.cortado.processor.code.Method;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.graph.Value.Role;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.UsePlan;
import java.util.Arrays;
import javax.lang.model.element.Modifier;

/** Writes the nested class that predicts a sequence step by step. */
final class StreamWriter {
  private static final String NAME = "Steps";

  private final Plan plan;
  private final Plan.Stream stream;

  StreamWriter(Plan plan, Plan.Stream stream) {
    this.plan = plan;
    this.stream = stream;
  }

  /** The method that makes a stream. */
  static MethodSpec creation() {
    return MethodSpec.methodBuilder("stream")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(RuntimeTypes.PREDICTION_STREAM)
        .addStatement("return new $T()", ClassName.get("", NAME))
        .build();
  }

  TypeSpec write() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(NAME)
            .addJavadoc(
                "A sequence that is read step by step: the values of its last step, and what is kept of it.")
            .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
            .superclass(RuntimeTypes.PREDICTION_STREAM);
    for (Value array : stream.arrays()) {
      type.addField(field(TypeName.get(float[].class), array.name(), of(array)));
    }
    for (UsePlan use : plan.uses()) {
      type.addField(
          field(BufferFields.typeOf(use), use.site().buffers(), BufferFields.ofSample(use)));
    }
    return type.addMethod(constructor()).addMethod(advance()).addMethod(reset()).build();
  }

  private static FieldSpec field(TypeName type, String name, CodeBlock value) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
        .initializer(value)
        .build();
  }

  private static CodeBlock of(Value array) {
    return CodeBlock.of("new float[$L]", array.size());
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addStatement(
            "super($S, $L, $S, $L)",
            stream.input().name(),
            stream.input().value().size(),
            stream.output().name(),
            stream.output().value().size())
        .build();
  }

  private MethodSpec advance() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("advance")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(float[].class, "input")
            .addParameter(float[].class, "output");
    for (Method call : stream.calls()) {
      method.addStatement("$L", StatementPrinter.call(call, this::argument));
    }
    if (stream.outputRoot().role() == Role.INPUT) {
      method.addStatement(
          "$T.arraycopy(input, 0, output, 0, $L)", System.class, stream.output().value().size());
    }
    return method.build();
  }

  private CodeBlock argument(Method.Parameter parameter) {
    String name = parameter.name();
    return switch (parameter.type()) {
      case SCRATCH -> CodeBlock.of("scratch()");
      case ARRAY ->
          name.equals(stream.input().value().name())
              ? CodeBlock.of("input")
              : CodeBlock.of("$L", name.equals(stream.outputRoot().name()) ? "output" : name);
      default -> CodeBlock.of("$L", name);
    };
  }

  private MethodSpec reset() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("reset")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC);
    stream.arrays().stream()
        .filter(array -> array.role() == Role.CARRIED)
        .forEach(array -> method.addStatement("$T.fill($L, 0f)", Arrays.class, array.name()));
    return method.build();
  }
}
