package dev.cortado.processor.declare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** A type that an attribute names, as seen by a class that is to make an instance of it. */
public final class ClassUse {
  private final TypeMirror mirror;

  ClassUse(TypeMirror mirror) {
    this.mirror = mirror;
  }

  /** Whether it is a class: no primitive, array, interface, enum or annotation. */
  public boolean isClass() {
    return mirror instanceof DeclaredType
        && (element().getKind() == ElementKind.CLASS || element().getKind() == ElementKind.RECORD);
  }

  /** The name as the user knows it: {@code Outer.Mish}, or {@code float[]}. */
  public String name() {
    return mirror instanceof DeclaredType ? nestedName() : mirror.toString();
  }

  /** The package of a declared type, empty for the unnamed one. */
  public String packageName() {
    Element around = element();
    while (!(around instanceof PackageElement)) {
      around = around.getEnclosingElement();
    }
    return ((PackageElement) around).getQualifiedName().toString();
  }

  /** The name of a declared type within its package: {@code Outer.Mish}. */
  public String nestedName() {
    String qualified = element().getQualifiedName().toString();
    return packageName().isEmpty() ? qualified : qualified.substring(packageName().length() + 1);
  }

  /** Whether it is abstract. */
  public boolean isAbstract() {
    return element().getModifiers().contains(Modifier.ABSTRACT);
  }

  /** Whether it has type parameters. */
  public boolean isGeneric() {
    return !element().getTypeParameters().isEmpty();
  }

  /** Whether an instance needs one of the class around it. */
  public boolean isInner() {
    for (Element around = element();
        around.getEnclosingElement() instanceof TypeElement outer;
        around = outer) {
      if (!around.getModifiers().contains(Modifier.STATIC)
          && outer.getKind() != ElementKind.INTERFACE) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class of a package may name it. */
  public boolean isVisibleFrom(String otherPackage) {
    for (Element around = element();
        around instanceof TypeElement;
        around = around.getEnclosingElement()) {
      if (!isVisibleFrom(around, otherPackage)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether it has a constructor without parameters and exceptions that a class of a package may
   * call.
   */
  public boolean isCreatedFrom(String otherPackage) {
    return ElementFilter.constructorsIn(element().getEnclosedElements()).stream()
        .filter(constructor -> constructor.getParameters().isEmpty())
        .filter(constructor -> constructor.getThrownTypes().isEmpty())
        .anyMatch(constructor -> isCallable(constructor, otherPackage));
  }

  private boolean isCallable(ExecutableElement constructor, String otherPackage) {
    boolean isProtected = constructor.getModifiers().contains(Modifier.PROTECTED);
    return isVisibleFrom(constructor, otherPackage)
        && (!isProtected || packageName().equals(otherPackage));
  }

  private boolean isVisibleFrom(Element declared, String otherPackage) {
    Set<Modifier> modifiers = declared.getModifiers();
    // Members of interfaces are public without saying so
    boolean isPublic =
        modifiers.contains(Modifier.PUBLIC)
            || (declared.getEnclosingElement().getKind() == ElementKind.INTERFACE);
    return !modifiers.contains(Modifier.PRIVATE)
        && (isPublic || packageName().equals(otherPackage));
  }

  /** Whether it implements an interface of the runtime, given by its qualified name. */
  public boolean isSubtypeOf(String qualifiedName) {
    return isSubtype(mirror, qualifiedName, new HashSet<>());
  }

  private static boolean isSubtype(TypeMirror type, String name, Set<Element> seen) {
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)
        || !seen.add(element)) {
      return false;
    }
    List<? extends TypeMirror> interfaces = element.getInterfaces();
    return element.getQualifiedName().contentEquals(name)
        || isSubtype(element.getSuperclass(), name, seen)
        || interfaces.stream().anyMatch(parent -> isSubtype(parent, name, seen));
  }

  private TypeElement element() {
    return (TypeElement) ((DeclaredType) mirror).asElement();
  }
}
