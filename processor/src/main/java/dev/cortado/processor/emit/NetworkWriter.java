package dev.cortado.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.cortado.processor.code.KernelConstant;
import dev.cortado.processor.graph.LayerNode;
import dev.cortado.processor.graph.Operation;
import dev.cortado.processor.plan.Plan;
import dev.cortado.processor.plan.UsePlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.lang.model.element.Modifier;

/** Writes the class of a network. */
public final class NetworkWriter {
  private final Plan plan;
  private final ClassName self;
  private final ClassName declared;

  private NetworkWriter(Plan plan) {
    this.plan = plan;
    self = ClassName.get(plan.network().packageName(), plan.network().className());
    declared = RuntimeTypes.declared(plan.network().packageName(), plan.network().nestedName());
  }

  /** The source of a network's class: the same text for the same plan. */
  public static String write(Plan plan) {
    return new NetworkWriter(plan).source();
  }

  private String source() {
    TypeSpec type = type();
    JavaFile.Builder file =
        JavaFile.builder(self.packageName(), type).skipJavaLangImports(true).indent("  ");
    if (type.toString().contains(ExpressionPrinter.FMA + "(")) {
      file.addStaticImport(Math.class, ExpressionPrinter.FMA);
    }
    return tidy(file.build().toString());
  }

  /** JavaPoet sets every field apart; those of a kind read better in one block. */
  private static String tidy(String source) {
    return source.replaceAll(
        "(final (\\S+) \\w+(?: = [^\\n]*)?;\\n)\\n(?=[^\\n]*final \\2 \\w+)", "$1");
  }

  private TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addJavadoc(header())
            .addAnnotation(
                AnnotationSpec.builder(RuntimeTypes.GENERATED)
                    .addMember("value", "$S", "dev.cortado.processor")
                    .build())
            .addModifiers(Modifier.FINAL)
            .superclass(RuntimeTypes.COMPILED_MODEL)
            .addSuperinterface(declared);
    if (plan.network().isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    plan.parameters()
        .forEach(slot -> type.addField(constant(slot.offset().name(), slot.offset().value())));
    for (UsePlan use : plan.uses()) {
      type.addField(
          constant(PartWriter.typeOf(use), use.site().constant(), PartWriter.creation(use, plan)));
    }
    for (KernelConstant kernel : plan.kernels()) {
      type.addField(
          constant(
              StatementPrinter.type(kernel), kernel.name(), StatementPrinter.creation(kernel)));
    }
    BlueprintPrinter blueprint = new BlueprintPrinter(plan);
    type.addField(
        FieldSpec.builder(
                RuntimeTypes.BLUEPRINT,
                "BLUEPRINT",
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .initializer("blueprint($Z$L)", blueprint.begin())
            .build());
    type.addMethod(blueprint.method());
    creation(type);
    int position = 0;
    for (LayerNode layer : plan.graph().layers()) {
      // The handle on a part comes after those on its layers
      position += plan.handles(layer);
      type.addMethod(accessor(layer, position - 1));
    }
    passes(type);
    PenaltyWriter.write(plan).forEach(type::addMethod);
    ConstraintWriter.write(plan).ifPresent(type::addMethod);
    boolean predictsASample = hasPredict() && plan.tiny().isEmpty();
    StatementPrinter.steps(plan, predictsASample).forEach(type::addMethod);
    WorkspaceWriter workspaces = new WorkspaceWriter(plan);
    type.addType(workspaces.write());
    workspaces.writeExplanation().ifPresent(type::addType);
    plan.stream().map(stream -> new StreamWriter(plan, stream).write()).ifPresent(type::addType);
    for (Plan part : plan.parts()) {
      boolean repeats = plan.repeats(part);
      type.addType(new PartWriter(part).write(predictsASample, repeats));
      type.addType(new PartBuffersWriter(part).write(repeats));
      part.explanation()
          .map(explanation -> new PartExplanationWriter(part, explanation).write(repeats))
          .ifPresent(type::addType);
    }
    return type.build();
  }

  private CodeBlock header() {
    long parameters = plan.graph().parameterCount();
    long macs = plan.graph().operations().stream().mapToLong(Operation::multiplyAdds).sum();
    CodeBlock.Builder text = CodeBlock.builder();
    text.add(
        "{@link $T}, compiled by Cortado: $L parameters, $L multiply-adds a prediction.\n\n<pre>\n",
        declared,
        parameters,
        macs);
    plan.table().forEach(line -> text.add("$L\n", line));
    return text.add("</pre>\n").build();
  }

  private static FieldSpec constant(String name, int value) {
    return FieldSpec.builder(int.class, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", value)
        .build();
  }

  private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }

  private void creation(TypeSpec.Builder type) {
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(float[].class, "parameters")
            .addParameter(long.class, "seed")
            .addStatement("super(BLUEPRINT, parameters, seed)")
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("create")
            .addJavadoc(
                "A new network whose parameters are drawn from a seed: the same for the same seed.")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addParameter(long.class, "seed")
            .returns(self)
            .addStatement("return new $T(BLUEPRINT.initialize(seed), seed)", self)
            .build());
    type.addMethod(load(Path.class, "file", "The network that was saved in a safetensors file."));
    type.addMethod(
        load(
            InputStream.class,
            "weights",
            "The network whose safetensors come in a stream, for example of a resource."));
    type.addMethod(
        MethodSpec.methodBuilder("copy")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(self)
            .addStatement("return new $T(parameters.clone(), seed())", self)
            .build());
  }

  private MethodSpec load(Class<?> source, String name, String javadoc) {
    return MethodSpec.methodBuilder("load")
        .addJavadoc(javadoc)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addParameter(source, name)
        .addException(IOException.class)
        .returns(self)
        .addStatement("$T network = new $T(new float[BLUEPRINT.parameterCount()], 0)", self, self)
        .addStatement("network.restore($L)", name)
        .addStatement("return network")
        .build();
  }

  private static MethodSpec accessor(LayerNode layer, int position) {
    return MethodSpec.methodBuilder(layer.name())
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(RuntimeTypes.LAYER)
        .addStatement("return layers().get($L)", position)
        .build();
  }

  private void passes(TypeSpec.Builder type) {
    PassWriter passes = new PassWriter(plan);
    type.addMethod(
        MethodSpec.methodBuilder("workspace")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addParameter(int.class, "capacity")
            .addParameter(boolean.class, "training")
            .returns(RuntimeTypes.WORKSPACE)
            .addStatement("return new $L(capacity, training)", WorkspaceWriter.NAME)
            .build());
    if (hasPredict()) {
      type.addMethod(passes.predict());
    }
    type.addMethod(passes.forward("forward", plan.forward()));
    if (!plan.outputs().equals(plan.forward())) {
      type.addMethod(passes.forward("forwardOutputs", plan.outputs()));
    }
    if (!plan.training().equals(plan.forward())) {
      type.addMethod(passes.forward("forwardTraining", plan.training()));
    }
    type.addMethod(passes.backward());
    if (!plan.updates().isEmpty()) {
      type.addMethod(passes.updates());
    }
    plan.explanation()
        .ifPresent(
            explanation -> {
              type.addMethod(explanationWorkspace());
              type.addMethod(passes.inputGradient(explanation));
            });
    plan.stream().ifPresent(stream -> type.addMethod(StreamWriter.creation()));
  }

  private static MethodSpec explanationWorkspace() {
    return MethodSpec.methodBuilder("explanationWorkspace")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(int.class, "capacity")
        .returns(RuntimeTypes.WORKSPACE)
        .addStatement("return new $L(capacity)", WorkspaceWriter.EXPLANATION)
        .build();
  }

  private boolean hasPredict() {
    return plan.graph().inputs().size() == 1 && plan.graph().outputs().size() == 1;
  }
}
