package dev.cortado.data;

import dev.cortado.io.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The names of classes or categories, each with its index: Keras's {@code StringLookup}. Immutable.
 */
public final class Vocabulary {
  /** Whole numbers by their value, other texts by their characters. */
  private static final Comparator<String> BY_NUMBER =
      Comparator.<String>comparingLong(Long::parseLong).thenComparing(Comparator.naturalOrder());

  private static final int MOST_IN_MESSAGES = 20;

  private final List<String> names;
  private final Map<String, Integer> indices = new HashMap<>();

  private Vocabulary(List<String> names) {
    this.names = List.copyOf(names);
    for (String name : names) {
      if (indices.put(name, indices.size()) != null) {
        throw new IllegalArgumentException(
            "the name '%s' occurs twice; names differ".formatted(Excerpt.of(name)));
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a vocabulary has at least one name");
    }
  }

  /**
   * Names with the indices 0, 1 and so on.
   *
   * @throws IllegalArgumentException where there is none, or one occurs twice
   */
  public static Vocabulary of(String... names) {
    return new Vocabulary(Arrays.asList(names));
  }

  /** Names with the indices 0, 1 and so on. */
  public static Vocabulary of(List<String> names) {
    return new Vocabulary(names);
  }

  /**
   * All texts that occur: in the order of the numbers where all are whole numbers, else of the
   * characters, so that it does not depend on the order in which they come.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static Vocabulary fit(Collection<String> texts) {
    List<String> distinct = texts.stream().distinct().toList();
    boolean numbers = distinct.stream().allMatch(text -> text.matches("-?[0-9]{1,18}"));
    return new Vocabulary(
        distinct.stream().sorted(numbers ? BY_NUMBER : Comparator.<String>naturalOrder()).toList());
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws IOException where it cannot be read or is no such file; the message names it
   */
  public static Vocabulary load(Path file) throws IOException {
    return VocabularyFile.read(file);
  }

  /**
   * Writes a file in JSON, whole or not at all.
   *
   * @throws IllegalArgumentException where a name is not Unicode: holds half a surrogate pair
   */
  public void save(Path file) throws IOException {
    VocabularyFile.write(this, file);
  }

  /** The number of names. */
  public int size() {
    return names.size();
  }

  /** All names, each at its index. */
  public List<String> names() {
    return names;
  }

  /** The name of an index, for example of {@link Labels#argMax} of a prediction. */
  public String name(int index) {
    return names.get(index);
  }

  /** The index of a name, where it has one. */
  public OptionalInt find(String name) {
    Integer index = indices.get(name);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * The index of a name.
   *
   * @throws IllegalArgumentException where it has none; the message lists the names
   */
  public int index(String name) {
    Integer index = indices.get(name);
    if (index == null) {
      throw new IllegalArgumentException("'%s' is none of %s".formatted(Excerpt.of(name), this));
    }
    return index;
  }

  /** The indices of names: labels for sparse categorical cross-entropy. */
  public int[] indices(Collection<String> texts) {
    return texts.stream().mapToInt(this::index).toArray();
  }

  /** The names, as far as they fit into a message. */
  @Override
  public String toString() {
    List<String> first = names.stream().limit(MOST_IN_MESSAGES).map(Excerpt::of).toList();
    return names.size() > MOST_IN_MESSAGES
        ? "%s and %d others".formatted(first, names.size() - MOST_IN_MESSAGES)
        : first.toString();
  }
}
