package dev.cortado.processor.declare;

import dev.cortado.processor.declare.LayerDeclaration.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads networks from the compiler's model of the source. It outlives the rounds of a compilation,
 * so it remembers names alone: elements are others in every round.
 */
public final class Declarations {
  /** The attribute that names layers whose values are a layer's first states. */
  private final Elements elements;

  private final Types types;
  private final Sources sources;
  private final Map<String, Set<String>> networksByClass = new LinkedHashMap<>();

  /** Reads with the help of a compilation's utilities. */
  public Declarations(Elements elements, Types types, Sources sources) {
    this.elements = elements;
    this.types = types;
    this.sources = sources;
  }

  /**
   * Takes note of an annotated type. All of a round are announced before the first is read, so that
   * those that would become the same class are known.
   */
  public void announce(TypeElement type) {
    networksByClass
        .computeIfAbsent(generatedName(type), unused -> new LinkedHashSet<>())
        .add(type.getQualifiedName().toString());
  }

  /**
   * The declaration of an annotated type; empty where it names something that the compiler does not
   * know, or not before a later round.
   */
  public Optional<NetworkDeclaration> read(TypeElement type) {
    return Resolution.isComplete(type, sources)
        ? Optional.of(declaration(type, new LinkedHashMap<>()))
        : Optional.empty();
  }

  /**
   * @param read what was read of networks on the way: nothing yet of those that are being read
   */
  private NetworkDeclaration declaration(
      TypeElement type, Map<String, Optional<NetworkDeclaration>> read) {
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String qualified = type.getQualifiedName().toString();
    GeneratedClass generated = new GeneratedClass(elements, types);
    boolean isInterface = type.getKind() == ElementKind.INTERFACE;
    read.put(qualified, Optional.empty());
    AnnotationUse annotation = Language.annotation(type, "Network").orElseThrow();
    NetworkDeclaration network =
        new NetworkDeclaration(
            packageName,
            type.getSimpleName().toString(),
            packageName.isEmpty() ? qualified : qualified.substring(packageName.length() + 1),
            isPublic(type),
            Place.of(type),
            isInterface ? layers(type, generated, read) : List.of(),
            Language.annotation(type, "Budget"),
            annotation.flag("explain"),
            Optional.of(annotation)
                .filter(use -> use.flag("stream"))
                .map(use -> use.place("stream")),
            new InterfaceReader(elements, types, generated)
                .faults(type, generatedName(type), rivals(type)));
    read.put(qualified, Optional.of(network));
    return network;
  }

  private UsedNetwork used(AnnotationUse use, Map<String, Optional<NetworkDeclaration>> read) {
    Optional<TypeElement> type = use.type("value");
    Optional<TypeElement> network = type.filter(Language::isNetwork);
    Optional<NetworkDeclaration> declaration =
        network.flatMap(
            found -> {
              String name = found.getQualifiedName().toString();
              return read.containsKey(name)
                  ? read.get(name)
                  : Optional.of(declaration(found, read));
            });
    return new UsedNetwork(
        type.map(found -> found.getSimpleName().toString()).orElse(use.typeName("value")),
        use.typeName("value"),
        network.isPresent(),
        declaration);
  }

  private String generatedName(TypeElement type) {
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    return (packageName.isEmpty() ? "" : packageName + ".") + type.getSimpleName() + "Network";
  }

  private List<String> rivals(TypeElement type) {
    return networksByClass.getOrDefault(generatedName(type), Set.of()).stream()
        .filter(name -> !type.getQualifiedName().contentEquals(name))
        .toList();
  }

  private List<LayerDeclaration> layers(
      TypeElement type, GeneratedClass generated, Map<String, Optional<NetworkDeclaration>> read) {
    List<LayerDeclaration> layers = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (isMeantAsLayer(method, type, generated)) {
        layers.add(layer(method, layers, generated, read));
      }
    }
    return layers;
  }

  /** All methods are, but static ones and those that a model has anyway, unless annotated. */
  private static boolean isMeantAsLayer(
      ExecutableElement method, TypeElement type, GeneratedClass generated) {
    Set<Modifier> modifiers = method.getModifiers();
    return Language.isUsedOn(method)
        || !(modifiers.contains(Modifier.STATIC)
            || (modifiers.contains(Modifier.ABSTRACT) && generated.redeclares(method, type)));
  }

  private LayerDeclaration layer(
      ExecutableElement method,
      List<LayerDeclaration> above,
      GeneratedClass generated,
      Map<String, Optional<NetworkDeclaration>> read) {
    List<AnnotationUse> kinds = Language.kinds(method);
    String arity = kinds.isEmpty() ? "NONE" : Language.arity(kinds.get(0));
    List<LayerReference> inputs = new ArrayList<>();
    if (arity.equals("MANY") || arity.equals("TWO")) {
      inputs.addAll(references(kinds.get(0), "value"));
    } else if (arity.equals("SOME")) {
      inputs.addAll(references(kinds.get(0), "input"));
    } else if (arity.equals("ONE") && kinds.get(0).isExplicit("input")) {
      inputs.add(new LayerReference(kinds.get(0).text("input"), kinds.get(0).place("input")));
    }
    boolean takesTheLayerAbove = arity.equals("ONE") || arity.equals("SOME");
    if (takesTheLayerAbove && inputs.isEmpty() && !above.isEmpty()) {
      inputs.add(new LayerReference(above.get(above.size() - 1).name(), kinds.get(0).place()));
    }
    if (!inputs.isEmpty() && arity.equals("ONE")) {
      AnnotationUse kind = kinds.get(0);
      Language.furtherInputs(kind).stream()
          .filter(kind::isExplicit)
          .forEach(attribute -> inputs.addAll(references(kind, attribute)));
    }
    return new LayerDeclaration(
        method.getSimpleName().toString(),
        Place.of(method),
        kinds,
        arity,
        inputs,
        Language.annotation(method, "SharedWeights")
            .map(shared -> new LayerReference(shared.text("value"), shared.place("value"))),
        Language.annotation(method, "Use").map(use -> used(use, read)),
        Language.annotation(method, "Output").isPresent(),
        faults(method, generated));
  }

  private static List<LayerReference> references(AnnotationUse kind, String attribute) {
    List<String> names = kind.texts(attribute);
    List<LayerReference> references = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      references.add(new LayerReference(names.get(i), kind.place(attribute, i)));
    }
    return references;
  }

  private static List<Fault> faults(ExecutableElement method, GeneratedClass generated) {
    List<Fault> faults = new ArrayList<>();
    if (!method.getParameters().isEmpty()) {
      faults.add(Fault.PARAMETERS);
    }
    if (!Language.isNamed(method.getReturnType(), Language.LAYER)) {
      faults.add(Fault.RETURN_TYPE);
    }
    if (!method.getTypeParameters().isEmpty()) {
      faults.add(Fault.TYPE_PARAMETERS);
    }
    if (!method.getThrownTypes().isEmpty()) {
      faults.add(Fault.THROWS);
    }
    if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
      faults.add(Fault.BODY);
    }
    if (generated.reserves(method.getSimpleName().toString())) {
      faults.add(Fault.RESERVED_NAME);
    }
    return faults;
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
}
