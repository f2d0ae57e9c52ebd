package dev.cortado.processor.declare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** The annotations in which networks are declared, as the compiler's model shows them. */
final class Language {
  static final String MODEL = "dev.cortado.model.Model";
  static final String LAYER = "dev.cortado.model.Layer";

  private static final String PACKAGE = "dev.cortado.annotations.";

  private Language() {}

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

  /** The annotations on an element that declare a kind of layer. */
  static List<AnnotationUse> kinds(Element element) {
    List<AnnotationUse> kinds = new ArrayList<>();
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (isPartOf(mirror) && annotation(typeOf(mirror), "LayerType").isPresent()) {
        kinds.add(new AnnotationUse(mirror, Place.of(element).on(mirror)));
      }
    }
    return kinds;
  }

  /** How many layers feed one of a kind: {@code NONE}, {@code ONE} or {@code MANY}. */
  static String arity(AnnotationUse kind) {
    return annotation(kind.element(), "LayerType").orElseThrow().choice("value");
  }

  private static Element typeOf(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement();
  }
}
