package dev.cortado.processor.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index that is linear in loop variables: {@code base + 128 * i + j + 3}.
 *
 * @param base a constant of the class, where the index counts from one
 * @param terms the factor of each loop variable, in the order in which they are written
 * @param offset what is added
 */
public record Index(Optional<Constant> base, Map<String, Integer> terms, int offset) {
  /** Copies the terms, keeping their order. */
  public Index {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  /** A number. */
  public static Index of(int offset) {
    return new Index(Optional.empty(), Map.of(), offset);
  }

  /** A loop variable. */
  public static Index of(String variable) {
    return new Index(Optional.empty(), Map.of(variable, 1), 0);
  }

  /** A constant of the class. */
  public static Index of(Constant base) {
    return new Index(Optional.of(base), Map.of(), 0);
  }

  /** This index and a number. */
  public Index plus(int number) {
    return new Index(base, terms, offset + number);
  }

  /** This index and another, of which at most one has a base. */
  public Index plus(Index other) {
    Map<String, Integer> sum = new LinkedHashMap<>(terms);
    other.terms.forEach((variable, factor) -> sum.merge(variable, factor, Integer::sum));
    return new Index(base.or(() -> other.base), sum, offset + other.offset);
  }

  /** This index, which has no base, times a number. */
  public Index times(int factor) {
    if (base.isPresent()) {
      throw new IllegalArgumentException("an index from a base is not multiplied: " + this);
    }
    Map<String, Integer> product = new LinkedHashMap<>();
    terms.forEach((variable, old) -> product.put(variable, old * factor));
    return new Index(base, product, offset * factor);
  }

  /** As Java writes it. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    base.ifPresent(constant -> parts.add(constant.name()));
    terms.forEach(
        (variable, factor) -> parts.add(factor == 1 ? variable : factor + " * " + variable));
    if (offset != 0 || parts.isEmpty()) {
      parts.add(String.valueOf(offset));
    }
    return String.join(" + ", parts).replace("+ -", "- ");
  }
}
