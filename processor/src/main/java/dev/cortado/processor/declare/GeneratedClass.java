package dev.cortado.processor.declare;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What a class that Cortado writes holds besides layers: names that mean something in it. */
final class GeneratedClass {
  private static final String BASE = "dev.cortado.model.CompiledModel";

  /** The method that it imports: one of its own with that name would hide it. */
  private static final String IMPORTED = "fma";

  private static final Set<String> TYPES = Set.of("Arrays", "IOException", "InputStream", "Path");
  private static final List<String> PACKAGES =
      List.of("java.lang", "dev.cortado.model", "dev.cortado.kernel", "dev.cortado.initializer");

  /** Types of {@code java.lang} that it names without an import. */
  private static final List<String> UNIMPORTED =
      List.of("IndexOutOfBoundsException", "Math", "Override", "System");

  private final Elements elements;
  private final Types types;
  private final List<ExecutableElement> inherited;
  private final List<ExecutableElement> everywhere;

  /** Reads what the class inherits; good for one round. */
  GeneratedClass(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    inherited = methodsOf(BASE).toList();
    everywhere = Stream.concat(methodsOf(Language.MODEL), methodsOf("java.lang.Object")).toList();
  }

  /**
   * Whether a layer's method would be in the way of one that it inherits or imports. Methods with
   * parameters are not: {@code forward()} stands beside {@code forward(workspace, samples)}.
   */
  boolean reserves(String name) {
    return name.equals(IMPORTED)
        || Stream.concat(inherited.stream(), everywhere.stream())
            .anyMatch(
                method ->
                    method.getSimpleName().contentEquals(name) && method.getParameters().isEmpty());
  }

  /** Whether a method declares once more what every model or object has. */
  boolean redeclares(ExecutableElement method, TypeElement network) {
    return everywhere.stream()
        .anyMatch(own -> isSameSignature(own, method, network) && fits(own, method, network));
  }

  /**
   * Whether it can stand in for a method that a network inherits: it has it, or a body is there.
   */
  boolean implementsInherited(ExecutableElement method, TypeElement network) {
    List<ExecutableElement> same =
        inherited.stream().filter(own -> isSameSignature(own, method, network)).toList();
    return same.isEmpty()
        ? !method.getModifiers().contains(Modifier.ABSTRACT)
        : same.stream().allMatch(own -> fits(own, method, network));
  }

  /** Whether a type or constant of that name would hide a type or a field that it names. */
  boolean hasMeaning(String name, boolean isType) {
    return TYPES.contains(name)
        || (!isType && name.equals("parameters"))
        || PACKAGES.stream()
            .anyMatch(prefix -> elements.getTypeElement(prefix + "." + name) != null);
  }

  /** The types of a package that would hide one that it names. */
  List<String> hiddenBy(String packageName) {
    return packageName.isEmpty()
        ? List.of()
        : UNIMPORTED.stream()
            .filter(name -> elements.getTypeElement(packageName + "." + name) != null)
            .toList();
  }

  /** Whether a type is what was once written for a network: it is written anew. */
  static boolean isOf(TypeElement network, TypeElement type) {
    boolean generated =
        type.getAnnotationMirrors().stream()
            .map(AnnotationMirror::getAnnotationType)
            .anyMatch(found -> Language.isNamed(found, "dev.cortado.annotations.Generated"));
    return generated
        && type.getInterfaces().stream()
            .anyMatch(parent -> Language.isNamed(parent, network.getQualifiedName().toString()));
  }

  private Stream<ExecutableElement> methodsOf(String type) {
    TypeElement element = elements.getTypeElement(type);
    return element == null
        ? Stream.of()
        : ElementFilter.methodsIn(elements.getAllMembers(element)).stream()
            .filter(method -> !method.getModifiers().contains(Modifier.PRIVATE));
  }

  private boolean isSameSignature(
      ExecutableElement own, ExecutableElement method, TypeElement network) {
    return own.getSimpleName().equals(method.getSimpleName())
        && types.isSubsignature((ExecutableType) own.asType(), in(network, method));
  }

  /** Whether its method may be called in place of another; a copy is the network itself. */
  private boolean fits(ExecutableElement own, ExecutableElement method, TypeElement network) {
    TypeMirror wanted = in(network, method).getReturnType();
    boolean isCopy = own.getSimpleName().contentEquals("copy");
    return own.getModifiers().contains(Modifier.PUBLIC)
        && (types.isSameType(own.getReturnType(), wanted)
            || types.isSubtype(isCopy ? network.asType() : own.getReturnType(), wanted));
  }

  private ExecutableType in(TypeElement network, ExecutableElement method) {
    return (ExecutableType) types.asMemberOf((DeclaredType) network.asType(), method);
  }
}
