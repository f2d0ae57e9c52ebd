package dev.cortado.processor.check;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.declare.ClassUse;
import dev.cortado.processor.declare.NetworkDeclaration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The generated class can make an instance of a user's operation, and name its parameters. */
final class CustomRule implements Rule {
  private static final String MODEL = "dev.cortado.model.";
  private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";

  @Override
  public void check(NetworkDeclaration network, Diagnostics diagnostics) {
    network
        .layers()
        .forEach(
            layer ->
                layer.kinds().stream()
                    .filter(kind -> kind.type().equals("Custom"))
                    .forEach(kind -> check(network, layer.name(), kind, diagnostics)));
  }

  private static void check(
      NetworkDeclaration network, String layer, AnnotationUse custom, Diagnostics diagnostics) {
    List<AnnotationUse> parameters = custom.all("parameters");
    ClassUse type = custom.classUse("value");
    fault(type, network.packageName(), !parameters.isEmpty())
        .ifPresent(
            fault ->
                diagnostics.report(
                    Problem.CUSTOM_CLASS
                        .at(
                            custom.place("value"),
                            "layer '%s' is computed by %s, which %s"
                                .formatted(layer, type.name(), fault.what()))
                        .fix(fault.fix())));
    Set<String> names = new HashSet<>();
    for (AnnotationUse parameter : parameters) {
      String name = parameter.text("name");
      if (!name.matches(NAME)) {
        diagnostics.report(
            Problem.WRONG_PARAMETER
                .at(
                    parameter.place("name"),
                    "layer '%s' has a parameter named '%s'".formatted(layer, name))
                .expected("a letter, then letters, digits and _"));
      } else if (!names.add(name)) {
        diagnostics.report(
            Problem.WRONG_PARAMETER
                .at(
                    parameter.place("name"),
                    "layer '%s' has two parameters named '%s'".formatted(layer, name))
                .fix("rename one of the two"));
      }
    }
  }

  /**
   * Why a class will not do.
   *
   * @param what what is said of it
   * @param fix what to do
   */
  private record Fault(String what, String fix) {}

  private static Optional<Fault> fault(ClassUse type, String packageName, boolean parameters) {
    if (!type.isClass()) {
      return fault("is no class", "write a class that implements " + wanted(parameters));
    }
    if (!type.isSubtypeOf(MODEL + wanted(parameters))) {
      return type.isSubtypeOf(MODEL + wanted(!parameters))
          ? fault(
              "implements %s, but the layer %s"
                  .formatted(
                      wanted(!parameters), parameters ? "has parameters" : "has no parameters"),
              parameters
                  ? "implement CustomLayer, or remove the parameters"
                  : "implement CustomOperation, or declare parameters")
          : fault(
              "does not implement " + MODEL + wanted(parameters),
              "implement " + wanted(parameters));
    }
    if (type.isAbstract()) {
      return fault("is abstract", "name a class that can be made an instance of");
    }
    if (type.isGeneric()) {
      return fault("has type parameters", "name a class without them, which may extend this one");
    }
    if (type.isInner()) {
      return fault("belongs to an instance of the class around it", "make it static");
    }
    if (!type.isVisibleFrom(packageName)) {
      return fault("the generated class cannot see", "make it and the types around it public");
    }
    if (!type.isCreatedFrom(packageName)) {
      return fault(
          "has no constructor without parameters and exceptions that the generated class can call",
          "give it one that is public");
    }
    return Optional.empty();
  }

  private static Optional<Fault> fault(String what, String fix) {
    return Optional.of(new Fault(what, fix));
  }

  private static String wanted(boolean parameters) {
    return parameters ? "CustomLayer" : "CustomOperation";
  }
}
