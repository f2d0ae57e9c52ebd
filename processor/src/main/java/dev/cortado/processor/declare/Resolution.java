package dev.cortado.processor.declare;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/**
 * Whether the compiler knows everything that a network's declaration names: types, annotations and
 * the values of their attributes. What it does not know, another processor may write in a later
 * round; what nobody writes, the compiler reports itself.
 */
final class Resolution {
  /** What compilers give as the value of what does not compile, whatever its type should be. */
  private static final String ERROR = "<error>";

  private final Set<Element> seen = new HashSet<>();

  private Resolution() {}

  /** Whether all of an annotated type can be read, and of the networks that it uses. */
  static boolean isComplete(TypeElement type, Sources sources) {
    return isComplete(type, sources, new HashSet<>());
  }

  private static boolean isComplete(TypeElement type, Sources sources, Set<TypeElement> visited) {
    Resolution resolution = new Resolution();
    return !visited.add(type)
        || type.getKind() != ElementKind.INTERFACE
        || (resolution.isInheritanceKnown(type)
            && areAnnotationsKnown(type)
            && ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .allMatch(
                    method ->
                        isKnown(method)
                            && !sources.hasUnknownAnnotation(method)
                            && Language.used(method).stream()
                                .filter(Language::isNetwork)
                                .allMatch(used -> isComplete(used, sources, visited))));
  }

  private boolean isInheritanceKnown(TypeElement type) {
    return type.getInterfaces().stream()
        .allMatch(
            parent ->
                isKnown(parent)
                    && ((DeclaredType) parent).asElement() instanceof TypeElement element
                    && (!seen.add(element) || isInheritanceKnown(element)));
  }

  /** Static methods are no layers, unless an annotation says so. */
  private static boolean isKnown(ExecutableElement method) {
    Stream<TypeMirror> signature =
        Stream.of(
                Stream.of(method.getReturnType()),
                method.getParameters().stream().map(VariableElement::asType),
                method.getThrownTypes().stream())
            .flatMap(types -> types);
    return areAnnotationsKnown(method)
        && (method.getModifiers().contains(Modifier.STATIC)
            || signature.allMatch(Resolution::isKnown));
  }

  private static boolean areAnnotationsKnown(Element element) {
    return element.getAnnotationMirrors().stream()
        .allMatch(
            mirror ->
                mirror.getAnnotationType().getKind() != TypeKind.ERROR
                    && (!Language.isPartOf(mirror) || areValuesKnown(mirror)));
  }

  private static boolean areValuesKnown(AnnotationMirror mirror) {
    Map<? extends ExecutableElement, ? extends AnnotationValue> given = mirror.getElementValues();
    return ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())
        .stream()
        .allMatch(
            member ->
                given.containsKey(member)
                    ? isKnown(given.get(member), member.getReturnType())
                    : member.getDefaultValue() != null);
  }

  private static boolean isKnown(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return isKnown(array.getComponentType());
    }
    return type.getKind() != TypeKind.ERROR
        && (!(type instanceof DeclaredType declared)
            || declared.getTypeArguments().stream().allMatch(Resolution::isKnown));
  }

  private static boolean isKnown(AnnotationValue value, TypeMirror type) {
    return value.accept(new Fits(), type);
  }

  /** Whether a value is one of its attribute's type. */
  private static final class Fits extends SimpleAnnotationValueVisitor14<Boolean, TypeMirror> {
    @Override
    protected Boolean defaultAction(Object primitive, TypeMirror type) {
      return type.getKind().isPrimitive();
    }

    @Override
    public Boolean visitString(String text, TypeMirror type) {
      return Language.isNamed(type, "java.lang.String") && !text.equals(ERROR);
    }

    @Override
    public Boolean visitType(TypeMirror named, TypeMirror type) {
      return isKnown(named) && type instanceof DeclaredType;
    }

    @Override
    public Boolean visitEnumConstant(VariableElement constant, TypeMirror type) {
      return constant.asType().getKind() != TypeKind.ERROR;
    }

    @Override
    public Boolean visitAnnotation(AnnotationMirror mirror, TypeMirror type) {
      return mirror.getAnnotationType().getKind() != TypeKind.ERROR && areValuesKnown(mirror);
    }

    @Override
    public Boolean visitArray(List<? extends AnnotationValue> values, TypeMirror type) {
      return type instanceof ArrayType array
          && values.stream().allMatch(value -> isKnown(value, array.getComponentType()));
    }
  }
}
