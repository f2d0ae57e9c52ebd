package dev.cortado.processor.declare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** The annotations in which networks are declared, as the compiler's model shows them. */
final class Language {
  static final String MODEL = "dev.cortado.model.Model";
  static final String LAYER = "dev.cortado.model.Layer";

  private static final String PACKAGE = "dev.cortado.annotations.";

  private Language() {}

  /** Whether a type is annotated as a network. */
  static boolean isNetwork(TypeElement type) {
    return annotation(type, "Network").isPresent();
  }

  /** The type that a layer uses as a network, where it uses one. */
  static Optional<TypeElement> used(Element layer) {
    return annotation(layer, "Use").flatMap(use -> use.type("value"));
  }

  /** Whether a type is the one of a qualified name, whatever its own annotations. */
  static boolean isNamed(TypeMirror type, String qualifiedName) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getQualifiedName().contentEquals(qualifiedName);
  }

  /** Whether an annotation belongs to the language. */
  static boolean isPartOf(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement())
        .getQualifiedName()
        .toString()
        .startsWith(PACKAGE);
  }

  /** Whether an element has an annotation of the language. */
  static boolean isUsedOn(Element element) {
    return element.getAnnotationMirrors().stream().anyMatch(Language::isPartOf);
  }

  /** An annotation of the language on an element, by its simple name. */
  static Optional<AnnotationUse> annotation(Element element, String simpleName) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> isNamed(mirror.getAnnotationType(), PACKAGE + simpleName))
        .findFirst()
        .map(mirror -> new AnnotationUse(mirror, Place.of(element).on(mirror)));
  }

  /** The annotations on an element that declare a kind of layer, each type once. */
  static List<AnnotationUse> kinds(Element element) {
    Map<Element, AnnotationUse> kinds = new LinkedHashMap<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      Element type = mirror.getAnnotationType().asElement();
      if (isPartOf(mirror) && annotation(type, "LayerType").isPresent()) {
        kinds.putIfAbsent(type, new AnnotationUse(mirror, Place.of(element).on(mirror)));
      }
    }
    return List.copyOf(kinds.values());
  }

  /**
   * How many layers feed one of a kind: {@code NONE}, {@code ONE}, {@code SOME}, {@code TWO} or
   * {@code MANY}.
   */
  static String arity(AnnotationUse kind) {
    return annotation(kind.element(), "LayerType").orElseThrow().choice("value");
  }

  /** The attributes of a kind that name further layers that feed it, in source order. */
  static List<String> furtherInputs(AnnotationUse kind) {
    return ElementFilter.methodsIn(kind.element().getEnclosedElements()).stream()
        .filter(member -> annotation(member, "FurtherInput").isPresent())
        .map(member -> member.getSimpleName().toString())
        .toList();
  }
}
