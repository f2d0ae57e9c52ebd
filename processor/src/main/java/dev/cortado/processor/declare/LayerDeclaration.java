package dev.cortado.processor.declare;

import java.util.List;
import java.util.Optional;

/**
 * A method of a network's interface.
 *
 * @param name its name
 * @param place where it is declared
 * @param kinds the annotations that declare a kind of layer: exactly one where the layer is sound
 * @param arity how many layers feed a layer of the first kind: {@code NONE}, {@code ONE}, {@code
 *     SOME}, {@code TWO} or {@code MANY}
 * @param inputs the layers that feed it: those it names, else the layer above; then those that give
 *     its first states
 * @param sharedWith the layer whose parameters it uses, where it has none of its own
 * @param used the network that it uses, where it uses one
 * @param output whether it is marked as an output
 * @param faults what its signature breaks
 */
public record LayerDeclaration(
    String name,
    Place place,
    List<AnnotationUse> kinds,
    String arity,
    List<LayerReference> inputs,
    Optional<LayerReference> sharedWith,
    Optional<UsedNetwork> used,
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

  /** Whether the layer above feeds it unless it names another. */
  public boolean takesTheLayerAbove() {
    return arity.equals("ONE") || arity.equals("SOME");
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

  /** Its kind as a user writes it; of a network that it uses, which and how many. */
  public String kindInWords() {
    String kind = "@" + kind().type();
    return used.map(
            network -> "%s of %d %s".formatted(kind, kind().integer("repeat"), network.name()))
        .orElse(kind);
  }

  /** The annotation that declares its kind. */
  public AnnotationUse kind() {
    return kinds.get(0);
  }
}
