package dev.cortado.processor.emit;

import com.palantir.javapoet.ClassName;

/** The classes that generated code names: those of the runtime, its own and those of users. */
final class RuntimeTypes {
  static final ClassName BLUEPRINT = model("Blueprint");
  static final ClassName COMPILED_MODEL = model("CompiledModel");
  static final ClassName HEAD = model("Head");
  static final ClassName LAYER = model("Layer");
  static final ClassName PREDICTION_STREAM = model("PredictionStream");
  static final ClassName SHAPE = model("Shape");
  static final ClassName WORKSPACE = model("Workspace");
  static final ClassName INITIALIZERS = ClassName.get("dev.cortado.initializer", "Initializers");
  static final ClassName PENALTY = kernel("Penalty");
  static final ClassName SCRATCH = kernel("Scratch");
  static final ClassName GENERATED = ClassName.get("dev.cortado.annotations", "Generated");

  private RuntimeTypes() {}

  static ClassName kernel(String name) {
    return ClassName.get("dev.cortado.kernel", name);
  }

  /** A nested class of the class that is generated. */
  static ClassName nested(String name) {
    return ClassName.get("", name);
  }

  /** The class of a user, by its name within its package: {@code Outer.Digits}. */
  static ClassName declared(String packageName, String nestedName) {
    String[] names = nestedName.split("\\.", -1);
    ClassName type = ClassName.get(packageName, names[0]);
    for (int i = 1; i < names.length; i++) {
      type = type.nestedClass(names[i]);
    }
    return type;
  }

  private static ClassName model(String name) {
    return ClassName.get("dev.cortado.model", name);
  }
}
