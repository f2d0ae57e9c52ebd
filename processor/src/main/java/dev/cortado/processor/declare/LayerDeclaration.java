package dev.cortado.processor.declare;

import java.util.List;

/**
 * A method of a network's interface.
 *
 * @param name its name
 * @param place where it is declared
 * @param kinds the annotations that declare a kind of layer: exactly one where the layer is sound
 * @param arity how many layers feed a layer of the first kind: {@code NONE}, {@code ONE}, {@code
 *     TWO} or {@code MANY}
 * @param inputs the layers that feed it: those it names, else the layer above; then those that give
 *     its first states
 * @param output whether it is marked as an output
 * @param faults what its signature breaks
 */
public record LayerDeclaration(
    String name,
    Place place,
    List<AnnotationUse> kinds,
    String arity,
    List<LayerReference> inputs,
    boolean output,
    List<Fault> faults) {
  /** Copies the lists. */
  public LayerDeclaration {
    kinds = List.copyOf(kinds);
    inputs = List.copyOf(inputs);
    faults = List.copyOf(faults);
  }

  /** What a method's signature may break. */
  public enum Fault {
    /** It has parameters. */
    PARAMETERS,
    /** It returns something other than Layer. */
    RETURN_TYPE,
    /** It has type parameters. */
    TYPE_PARAMETERS,
    /** It throws. */
    THROWS,
    /** It has a body. */
    BODY,
    /** Its name is that of a method that generated classes have or import. */
    RESERVED_NAME
  }

  /** Whether it names two layers or more that feed it. */
  public boolean isMerge() {
    return arity.equals("MANY") || arity.equals("TWO");
  }

  /** How many layers feed it at most. */
  public int mostInputs() {
    return arity.equals("TWO") ? 2 : Integer.MAX_VALUE;
  }

  /** Whether exactly one annotation declares its kind. */
  public boolean hasOneKind() {
    return kinds.size() == 1;
  }

  /** The annotation that declares its kind. */
  public AnnotationUse kind() {
    return kinds.get(0);
  }
}
