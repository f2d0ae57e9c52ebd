package dev.cortado.processor.graph;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives out names of variables, each once, none of which means something else in generated code.
 */
public final class Names {
  private static final Pattern GENERATED =
      Pattern.compile(
          "b|capacity|from|fromLogits|gradient|i|input|j|noise|output|p|parameters|r|row|rows|s|samples|scratch|sum\\d*|sums"
              + "|training|whole|workspace|x\\d*");

  private final Set<String> taken = new HashSet<>();

  /** The wished name, or one close to it where that is taken. */
  public String unique(String wish) {
    String name = wish;
    for (int i = 2; GENERATED.matcher(name).matches() || !taken.add(name); i++) {
      name = wish + "_" + i;
    }
    return name;
  }
}
