package dev.cortado.processor.declare;

import java.util.List;
import java.util.Optional;

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
 * @param faults what the interface breaks
 * @param inherited a layer that a super-interface declares, where there is one
 */
public record NetworkDeclaration(
    String packageName,
    String name,
    String nestedName,
    boolean isPublic,
    Place place,
    List<LayerDeclaration> layers,
    Optional<AnnotationUse> budget,
    List<Fault> faults,
    Optional<String> inherited) {
  /** Copies the lists. */
  public NetworkDeclaration {
    layers = List.copyOf(layers);
    faults = List.copyOf(faults);
  }

  /** What an interface may break. */
  public enum Fault {
    /** It is a class, a record, an enum or an annotation. */
    NOT_AN_INTERFACE,
    /** It does not extend Model. */
    NOT_A_MODEL,
    /** It, or a type around it, is private. */
    PRIVATE,
    /** It has type parameters. */
    GENERIC,
    /** A type with the generated class's name exists. */
    NAME_TAKEN
  }

  /** The simple name of the generated class. */
  public String className() {
    return name + "Network";
  }
}
