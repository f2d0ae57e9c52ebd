package dev.cortado.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.cortado.processor.graph.Value;
import dev.cortado.processor.plan.Boundary;
import dev.cortado.processor.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the nested class that holds a part's arrays for one thread. Those in which its inputs and
 * its output lie, their masks and their gradients, are given to it.
 */
final class PartBuffersWriter {
  private final Plan plan;
  private final Boundary boundary;
  private final ClassName self;

  PartBuffersWriter(Plan plan) {
    this.plan = plan;
    boundary = plan.boundary().orElseThrow();
    self = RuntimeTypes.nested(boundary.buffersClass());
  }

  /**
   * The class.
   *
   * @param repeats whether several stand one after another
   */
  TypeSpec write(boolean repeats) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addJavadoc("The values of {@code $L}, one row a sample.", plan.network().name())
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    given().forEach(name -> type.addField(float[][].class, name, Modifier.FINAL));
    plan.arrays().forEach(array -> type.addField(float[][].class, array.name(), Modifier.FINAL));
    plan.uses()
        .forEach(
            use -> type.addField(BufferFields.typeOf(use), use.site().buffers(), Modifier.FINAL));
    type.addMethod(constructor());
    if (repeats) {
      type.addMethod(several());
    }
    return type.addMethod(BufferFields.layers(plan, this::array)).build();
  }

  private List<String> given() {
    List<String> names = new ArrayList<>(boundary.calls().inputs());
    names.add(boundary.output().name());
    boundary.mask().ifPresent(mask -> names.add(mask.name()));
    names.add(boundary.outputGradient().name());
    boundary.inputGradients().forEach(gradient -> names.add(gradient.name()));
    return names;
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(int.class, "capacity")
            .addParameter(boolean.class, "training");
    given().forEach(name -> constructor.addParameter(float[][].class, name));
    List<String> gradients = boundary.inputGradients().stream().map(Value::name).toList();
    for (String name : given()) {
      if (gradients.contains(name) && isAlwaysWritten(name)) {
        // What its user does not need it writes all the same
        constructor.addStatement(
            "this.$L = $L == null && training$W? $L$W: $L",
            name,
            name,
            BufferFields.rows(boundary.inputGradients().get(gradients.indexOf(name)).size()),
            name);
      } else {
        constructor.addStatement("this.$L = $L", name, name);
      }
    }
    plan.arrays()
        .forEach(
            array ->
                constructor.addStatement(
                    "$L = $L", array.name(), BufferFields.rows(array, plan.isForTraining(array))));
    plan.uses()
        .forEach(
            use ->
                constructor.addStatement(
                    "$L = $L", use.site().buffers(), BufferFields.creation(use, this::array)));
    return constructor.build();
  }

  /**
   * Whether the gradient of an input is written with those of others, or is one that parameters'
   * gradients are computed from.
   */
  private boolean isAlwaysWritten(String gradient) {
    return boundary.inputGradients().size() > 1
        || plan.backward().stream()
            .filter(step -> !step.onlyForInputs())
            .flatMap(step -> step.batch().parameters().stream())
            .anyMatch(parameter -> parameter.name().equals(gradient));
  }

  private MethodSpec several() {
    CodeBlock between = BufferFields.rows(boundary.output().size());
    boolean takesMask = boundary.calls().inputs().size() > 1;
    boolean chainsMasks = takesMask && boundary.mask().isPresent();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("several")
            .addJavadoc("Some of them, each of which takes what the one before hands on.")
            .addModifiers(Modifier.STATIC)
            .returns(ArrayTypeName.of(self))
            .addParameter(int.class, "count")
            .addParameter(int.class, "capacity")
            .addParameter(boolean.class, "training")
            .addParameter(float[][].class, "input");
    if (takesMask) {
      method.addParameter(float[][].class, "mask");
    }
    method.addParameter(float[][].class, "output");
    boundary.mask().ifPresent(mask -> method.addParameter(float[][].class, "outputMask"));
    method
        .addParameter(float[][].class, "outputGradient")
        .addParameter(float[][].class, "inputGradient")
        .addStatement("$T[] several = new $T[count]", self, self)
        .addStatement("float[][] from = input")
        .addStatement("float[][] fromGradient = inputGradient");
    if (chainsMasks) {
      method.addStatement("float[][] fromMask = mask");
    }
    method
        .beginControlFlow("for (int i = 0; i < count; i++)")
        .addStatement("boolean isLast = i == count - 1")
        .addStatement("float[][] to = isLast ? output : $L", between)
        .addStatement("float[][] toGradient = isLast || !training ? outputGradient : $L", between);
    boundary
        .mask()
        .ifPresent(
            mask ->
                method.addStatement(
                    "float[][] toMask = isLast ? outputMask : $L", BufferFields.rows(mask.size())));
    method
        .addStatement(
            "several[i] = new $T(capacity, training, from$L,$Wto$L,$WtoGradient,$WfromGradient)",
            self,
            takesMask ? chainsMasks ? ", fromMask" : ", mask" : "",
            boundary.mask().isPresent() ? ", toMask" : "")
        .addStatement("from = to")
        .addStatement("fromGradient = toGradient");
    if (chainsMasks) {
      method.addStatement("fromMask = toMask");
    }
    return method.endControlFlow().addStatement("return several").build();
  }

  /** The field that holds a value. */
  private CodeBlock array(Value value) {
    boolean isOutput = value.equals(plan.graph().outputs().get(0).value());
    return CodeBlock.of(
        "$L", isOutput ? boundary.output().name() : plan.roots().getOrDefault(value, value).name());
  }
}
