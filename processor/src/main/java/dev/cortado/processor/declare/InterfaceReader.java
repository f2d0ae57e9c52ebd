package dev.cortado.processor.declare;

import dev.cortado.processor.declare.NetworkDeclaration.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds what keeps a class in the same package from implementing an annotated type. */
final class InterfaceReader {
  private final Elements elements;
  private final Types types;
  private final GeneratedClass generated;

  InterfaceReader(Elements elements, Types types, GeneratedClass generated) {
    this.elements = elements;
    this.types = types;
    this.generated = generated;
  }

  /**
   * What is wrong with an annotated type, apart from its layers.
   *
   * @param className the qualified name of the class that is to implement it
   * @param rivals the networks that would become the same class
   */
  List<Fault> faults(TypeElement type, String className, List<String> rivals) {
    if (type.getKind() != ElementKind.INTERFACE) {
      return List.of(fault(Fault.Kind.NOT_AN_INTERFACE, type));
    }
    List<Fault> faults = new ArrayList<>();
    TypeElement model = elements.getTypeElement(Language.MODEL);
    if (model == null || !types.isSubtype(type.asType(), model.asType())) {
      faults.add(fault(Fault.Kind.NOT_A_MODEL, type));
    }
    if (isPrivate(type)) {
      faults.add(fault(Fault.Kind.PRIVATE, type));
    }
    if (!type.getTypeParameters().isEmpty()) {
      faults.add(fault(Fault.Kind.GENERIC, type));
    }
    if (isClosed(type, className)) {
      faults.add(fault(Fault.Kind.SEALED, type));
    }
    TypeElement taken = elements.getTypeElement(className);
    if (!rivals.isEmpty()) {
      faults.add(new Fault(Fault.Kind.SHARED_CLASS, String.join(", ", rivals), Place.of(type)));
    } else if (taken != null && !GeneratedClass.isOf(type, taken)) {
      faults.add(fault(Fault.Kind.CLASS_EXISTS, type));
    }
    inherited(type, faults);
    hidden(type, faults);
    return faults;
  }

  private void inherited(TypeElement type, List<Fault> faults) {
    List<ExecutableElement> methods =
        ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
            .filter(method -> isInherited(method, type))
            .filter(method -> !method.getModifiers().contains(Modifier.STATIC))
            .toList();
    Predicate<ExecutableElement> isLayer = method -> !Language.kinds(method).isEmpty();
    String layers = names(methods.stream().filter(isLayer));
    if (!layers.isEmpty()) {
      faults.add(new Fault(Fault.Kind.INHERITED_LAYER, layers, Place.of(type)));
    }
    String others =
        names(
            methods.stream()
                .filter(isLayer.negate())
                .filter(method -> !generated.implementsInherited(method, type)));
    if (!others.isEmpty()) {
      faults.add(new Fault(Fault.Kind.INHERITED_METHOD, others, Place.of(type)));
    }
  }

  /** Compilers do not agree on the order of inherited members. */
  private static String names(Stream<ExecutableElement> methods) {
    return String.join(
        ", ",
        methods
            .map(
                method ->
                    method.getEnclosingElement().getSimpleName() + "." + method.getSimpleName())
            .sorted()
            .distinct()
            .toList());
  }

  /** Members and neighbours whose names mean something else in the generated class. */
  private void hidden(TypeElement type, List<Fault> faults) {
    for (Element member : elements.getAllMembers(type)) {
      String name = member.getSimpleName().toString();
      boolean isType = member.getKind().isClass() || member.getKind().isInterface();
      if ((isType || member.getKind().isField()) && generated.hasMeaning(name, isType)) {
        Place place = Place.of(member.getEnclosingElement().equals(type) ? member : type);
        faults.add(new Fault(Fault.Kind.HIDING_MEMBER, name, place));
      }
    }
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    for (String name : generated.hiddenBy(packageName)) {
      faults.add(new Fault(Fault.Kind.HIDING_TYPE, packageName + "." + name, Place.of(type)));
    }
  }

  private static boolean isInherited(Element member, TypeElement type) {
    Element owner = member.getEnclosingElement();
    return owner instanceof TypeElement element
        && !element.equals(type)
        && !element.getQualifiedName().contentEquals(Language.MODEL)
        && !element.getQualifiedName().contentEquals("java.lang.Object");
  }

  private static boolean isPrivate(TypeElement type) {
    for (Element around = type;
        around instanceof TypeElement;
        around = around.getEnclosingElement()) {
      if (around.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is sealed and does not permit the class, which does not exist yet. */
  private static boolean isClosed(TypeElement type, String className) {
    String simpleName = className.substring(className.lastIndexOf('.') + 1);
    return type.getModifiers().contains(Modifier.SEALED)
        && type.getPermittedSubclasses().stream()
            .noneMatch(
                permitted ->
                    permitted instanceof DeclaredType declared
                        && declared.asElement().getSimpleName().contentEquals(simpleName));
  }

  private static Fault fault(Fault.Kind kind, TypeElement type) {
    return new Fault(kind, "", Place.of(type));
  }
}
