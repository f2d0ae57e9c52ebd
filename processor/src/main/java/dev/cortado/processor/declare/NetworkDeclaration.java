package dev.cortado.processor.declare;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An interface that is annotated as a network.
 *
 * @param packageName its package, empty for the unnamed one
 * @param name its simple name
 * @param nestedName its name within the package: {@code Outer.Digits}
 * @param isPublic whether the generated class is to be public
 * @param place where it is declared
 * @param layers its methods that are layers, in source order
 * @param budget what it may cost
 * @param explained whether the derivative with respect to the inputs is asked for
 * @param streamed where it is asked for a prediction step by step
 * @param faults what the interface breaks
 */
public record NetworkDeclaration(
    String packageName,
    String name,
    String nestedName,
    boolean isPublic,
    Place place,
    List<LayerDeclaration> layers,
    Optional<AnnotationUse> budget,
    boolean explained,
    Optional<Place> streamed,
    List<Fault> faults) {
  /** Copies the lists. */
  public NetworkDeclaration {
    layers = List.copyOf(layers);
    faults = List.copyOf(faults);
  }

  /**
   * What an interface breaks.
   *
   * @param kind what it is
   * @param what the names of the members or types at fault; empty where it is the interface itself
   * @param place where it stands
   */
  public record Fault(Kind kind, String what, Place place) {
    /** What an interface may break. */
    public enum Kind {
      /** It is a class, a record, an enum or an annotation. */
      NOT_AN_INTERFACE,
      /** It does not extend Model. */
      NOT_A_MODEL,
      /** It, or a type around it, is private. */
      PRIVATE,
      /** It has type parameters. */
      GENERIC,
      /** It is sealed and does not permit the generated class. */
      SEALED,
      /** A type with the generated class's name exists. */
      CLASS_EXISTS,
      /** Other networks become the same class. */
      SHARED_CLASS,
      /** A super-interface declares layers. */
      INHERITED_LAYER,
      /** A super-interface declares methods that the generated class does not implement. */
      INHERITED_METHOD,
      /** A nested type or a constant hides what the generated class names. */
      HIDING_MEMBER,
      /** A type of the same package hides what the generated class names. */
      HIDING_TYPE
    }
  }

  /** Whether the interface breaks something. */
  public boolean has(Fault.Kind kind) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind);
  }

  /** Its qualified name. */
  public String qualifiedName() {
    return packageName.isEmpty() ? nestedName : packageName + "." + nestedName;
  }

  /** The networks that its layers use. */
  public List<UsedNetwork> used() {
    return layers.stream().flatMap(layer -> layer.used().stream()).toList();
  }

  /** The qualified names of all networks that it uses, directly or not. */
  public Set<String> usedNames() {
    Set<String> names = new TreeSet<>();
    for (UsedNetwork used : used()) {
      if (used.isNetwork() && names.add(used.qualifiedName())) {
        used.declaration().ifPresent(network -> names.addAll(network.usedNames()));
      }
    }
    return names;
  }

  /** The simple name of the generated class. */
  public String className() {
    return name + "Network";
  }
}
