package dev.cortado.processor.graph;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives out names of variables, each once, none of which means something else in generated code:
 * its other locals, the classes that it calls and the constants that it is written with.
 */
public final class Names {
  private static final Pattern GENERATED =
      Pattern.compile(
          "b|capacity|from|fromLogits|gradient|i|input|j|layer|logits|noise|output|p\\d*|parameters|r|row|rows|s|samples|scratch"
              + "|sum\\d*|sums|training|whole|workspace|x\\d*");

  /** The spelling of classes and constants. */
  private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}.*|\\P{Ll}*");

  private final Set<String> taken;
  private final Set<String> returned;

  /** Without any name given out. */
  public Names() {
    this(new HashSet<>(), Set.of());
  }

  private Names(Set<String> taken, Set<String> returned) {
    this.taken = taken;
    this.returned = new HashSet<>(returned);
  }

  /**
   * These names, for somebody who may use some again that were given out: whom they were given to
   * is not there at the same time.
   */
  public Names again(Set<String> names) {
    return new Names(taken, names);
  }

  /** The wished name, or one close to it where that is taken. */
  public String unique(String wish) {
    String first = CAPITAL.matcher(wish).matches() ? "value" + wish : wish;
    String name = first;
    for (int i = 2; GENERATED.matcher(name).matches() || !isFree(name); i++) {
      name = first + "_" + i;
    }
    return name;
  }

  private boolean isFree(String name) {
    return returned.remove(name) || taken.add(name);
  }
}
