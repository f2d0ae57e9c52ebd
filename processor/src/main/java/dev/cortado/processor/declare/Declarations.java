package dev.cortado.processor.declare;

import dev.cortado.processor.declare.LayerDeclaration.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads networks from the compiler's model of the source. */
public final class Declarations {
  private static final String ANNOTATIONS = "dev.cortado.annotations.";
  private static final String MODEL = "dev.cortado.model.Model";
  private static final String COMPILED_MODEL = "dev.cortado.model.CompiledModel";
  private static final String LAYER = "dev.cortado.model.Layer";

  private final Elements elements;

  /** Reads with the help of a compilation's utilities. */
  public Declarations(Elements elements) {
    this.elements = elements;
  }

  /** The declaration of an annotated type. */
  public NetworkDeclaration read(TypeElement type) {
    Set<String> reserved = reservedNames();
    List<LayerDeclaration> layers = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (!method.getModifiers().contains(Modifier.STATIC) || !layerAnnotations(method).isEmpty()) {
        layers.add(layer(method, layers, reserved));
      }
    }
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String qualified = type.getQualifiedName().toString();
    return new NetworkDeclaration(
        packageName,
        type.getSimpleName().toString(),
        packageName.isEmpty() ? qualified : qualified.substring(packageName.length() + 1),
        isPublic(type),
        Place.of(type),
        layers,
        annotation(type, "Budget"),
        faults(type, packageName),
        inherited(type));
  }

  private LayerDeclaration layer(
      ExecutableElement method, List<LayerDeclaration> above, Set<String> reserved) {
    String name = method.getSimpleName().toString();
    Place place = Place.of(method);
    List<AnnotationUse> kinds = layerAnnotations(method);
    String arity = kinds.isEmpty() ? "NONE" : arity(method);
    List<LayerReference> inputs = new ArrayList<>();
    if (arity.equals("MANY")) {
      AnnotationUse merge = kinds.get(0);
      List<String> names = merge.texts("value");
      for (int i = 0; i < names.size(); i++) {
        inputs.add(new LayerReference(names.get(i), merge.place("value", i)));
      }
    } else if (arity.equals("ONE") && kinds.get(0).isExplicit("input")) {
      inputs.add(new LayerReference(kinds.get(0).text("input"), kinds.get(0).place("input")));
    } else if (arity.equals("ONE") && !above.isEmpty()) {
      inputs.add(new LayerReference(above.get(above.size() - 1).name(), kinds.get(0).place()));
    }
    return new LayerDeclaration(
        name,
        place,
        kinds,
        arity,
        inputs,
        annotation(method, "Output").isPresent(),
        faults(method, reserved));
  }

  private static List<Fault> faults(ExecutableElement method, Set<String> reserved) {
    List<Fault> faults = new ArrayList<>();
    if (!method.getParameters().isEmpty()) {
      faults.add(Fault.PARAMETERS);
    }
    if (!method.getReturnType().toString().equals(LAYER)) {
      faults.add(Fault.RETURN_TYPE);
    }
    if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
      faults.add(Fault.BODY);
    }
    if (!method.getTypeParameters().isEmpty() || !method.getThrownTypes().isEmpty()) {
      faults.add(Fault.SIGNATURE);
    }
    if (reserved.contains(method.getSimpleName().toString())) {
      faults.add(Fault.RESERVED_NAME);
    }
    return faults;
  }

  private List<NetworkDeclaration.Fault> faults(TypeElement type, String packageName) {
    List<NetworkDeclaration.Fault> faults = new ArrayList<>();
    if (type.getKind() != ElementKind.INTERFACE) {
      faults.add(NetworkDeclaration.Fault.NOT_AN_INTERFACE);
      return faults;
    }
    if (type.getInterfaces().stream().noneMatch(parent -> parent.toString().equals(MODEL))) {
      faults.add(NetworkDeclaration.Fault.NOT_A_MODEL);
    }
    for (Element around = type;
        around instanceof TypeElement;
        around = around.getEnclosingElement()) {
      if (around.getModifiers().contains(Modifier.PRIVATE)) {
        faults.add(NetworkDeclaration.Fault.PRIVATE);
        break;
      }
    }
    if (!type.getTypeParameters().isEmpty()) {
      faults.add(NetworkDeclaration.Fault.GENERIC);
    }
    String generated =
        (packageName.isEmpty() ? "" : packageName + ".") + type.getSimpleName() + "Network";
    if (elements.getTypeElement(generated) != null) {
      faults.add(NetworkDeclaration.Fault.NAME_TAKEN);
    }
    return faults;
  }

  /**
   * A layer that a super-interface declares: the order of inherited members differs between
   * compilers.
   */
  private static Optional<String> inherited(TypeElement type) {
    for (TypeMirror parent : type.getInterfaces()) {
      TypeElement element = (TypeElement) ((DeclaredType) parent).asElement();
      for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
        if (!layerAnnotations(method).isEmpty()) {
          return Optional.of(element.getSimpleName() + "." + method.getSimpleName());
        }
      }
      Optional<String> further = inherited(element);
      if (further.isPresent()) {
        return further;
      }
    }
    return Optional.empty();
  }

  /** The methods without parameters that a generated class inherits, and those that it imports. */
  private Set<String> reservedNames() {
    Set<String> names = new HashSet<>(Set.of("fma"));
    for (String owner : List.of(MODEL, COMPILED_MODEL, "java.lang.Object")) {
      TypeElement type = elements.getTypeElement(owner);
      if (type != null) {
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .filter(method -> method.getParameters().isEmpty())
            .filter(method -> !method.getModifiers().contains(Modifier.PRIVATE))
            .forEach(method -> names.add(method.getSimpleName().toString()));
      }
    }
    return names;
  }

  private static boolean isPublic(TypeElement type) {
    for (Element around = type;
        around instanceof TypeElement;
        around = around.getEnclosingElement()) {
      if (!around.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private static List<AnnotationUse> layerAnnotations(ExecutableElement method) {
    List<AnnotationUse> found = new ArrayList<>();
    for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
      if (layerType(mirror).isPresent()) {
        found.add(new AnnotationUse(mirror, Place.of(method).on(mirror)));
      }
    }
    return found;
  }

  private static String arity(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .flatMap(mirror -> layerType(mirror).stream())
        .findFirst()
        .map(type -> new AnnotationUse(type, Place.of(method)).choice("value"))
        .orElseThrow();
  }

  private static Optional<? extends AnnotationMirror> layerType(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getAnnotationMirrors().stream()
        .filter(meta -> meta.getAnnotationType().toString().equals(ANNOTATIONS + "LayerType"))
        .findFirst();
  }

  private static Optional<AnnotationUse> annotation(Element element, String simpleName) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> mirror.getAnnotationType().toString().equals(ANNOTATIONS + simpleName))
        .findFirst()
        .map(mirror -> new AnnotationUse(mirror, Place.of(element).on(mirror)));
  }
}
