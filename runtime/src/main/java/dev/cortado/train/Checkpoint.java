package dev.cortado.train;

import dev.cortado.io.Excerpt;
import dev.cortado.io.Safetensors;
import dev.cortado.io.Safetensors.Tensor;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that a run of training needs to go on, in a safetensors file. The weights have the names that
 * they have in files of weights, so that such a file is one too; other arrays have names with a
 * prefix, and all that is no array of floats is text in the metadata. Numbers are written such that
 * they are read again to the bit, and a {@link Checksum} tells a file that was changed since.
 */
final class Checkpoint {
  private static final String FORMAT = "cortado checkpoint 1";
  private static final String CHECKSUM = "checksum";

  private final Path file;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> texts;

  private Checkpoint(Path file, Map<String, Tensor> tensors, Map<String, String> texts) {
    this.file = file;
    this.tensors = new LinkedHashMap<>(tensors);
    this.texts = new TreeMap<>(texts);
  }

  /** An empty checkpoint for a file. */
  static Checkpoint of(Path file) {
    return new Checkpoint(file, Map.of(), Map.of("format", FORMAT));
  }

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read, is damaged, or is no checkpoint
   */
  static Checkpoint read(Path file) throws IOException {
    return of(Safetensors.read(file), file);
  }

  /**
   * A checkpoint of what a file holds.
   *
   * @throws IOException where it is none, or was changed since it was written
   */
  static Checkpoint of(Safetensors.Content content, Path file) throws IOException {
    String format = content.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new IOException(
          "%s is no checkpoint of training, but a safetensors file of format '%s' where '%s' is expected; name another file, or load it with restore"
              .formatted(file, format, FORMAT));
    }
    Checkpoint checkpoint = new Checkpoint(file, content.tensors(), content.metadata());
    String written = checkpoint.text(CHECKSUM);
    checkpoint.texts.remove(CHECKSUM);
    String found = Checksum.of(checkpoint.tensors, checkpoint.texts);
    if (!written.equals(found)) {
      throw checkpoint.damaged(
          "has the checksum %s, but says that it is %s".formatted(found, Excerpt.of(written)));
    }
    return checkpoint;
  }

  /** Writes the file, whole or not at all, after creating its directory where there is none. */
  void write() throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    // Asked first, because JDK 17 refuses to create a directory where there is a link to one.
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
    }
    Map<String, String> written = new TreeMap<>(texts);
    written.put(CHECKSUM, Checksum.of(tensors, texts));
    Safetensors.write(file, tensors, written);
  }

  Path file() {
    return file;
  }

  /** Puts the network's parameters. */
  void putWeights(CompiledModel model) {
    tensors.putAll(WeightsFile.tensors(model));
  }

  /** Sets the network's parameters. */
  void restoreWeights(CompiledModel model) throws IOException {
    WeightsFile.restore(model, tensors, file.toString());
  }

  void put(String name, String text) {
    texts.put(name, text);
  }

  void put(String name, long number) {
    texts.put(name, Long.toString(number));
  }

  void put(String name, double... numbers) {
    texts.put(
        name, Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" ")));
  }

  /** Puts an array: a copy. */
  void put(String name, float[] array) {
    tensors.put(WeightsFile.STATE + name, new Tensor(List.of(array.length), array.clone()));
  }

  boolean has(String name) {
    return texts.containsKey(name);
  }

  String text(String name) throws IOException {
    String text = texts.get(name);
    if (text == null) {
      throw damaged("has no '%s'".formatted(Excerpt.of(name)));
    }
    return text;
  }

  long number(String name) throws IOException {
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException malformed) {
      throw malformed(name, malformed);
    }
  }

  /** A whole number from 0 to another. */
  long count(String name, long most) throws IOException {
    long count = number(name);
    if (count < 0 || count > most) {
      throw damaged("has %d under '%s', where 0 to %d are possible".formatted(count, name, most));
    }
    return count;
  }

  /** A whole number from 0 to the greatest int. */
  int count(String name) throws IOException {
    return (int) count(name, Integer.MAX_VALUE);
  }

  double[] numbers(String name) throws IOException {
    String text = text(name);
    try {
      return text.isEmpty()
          ? new double[0]
          : Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException malformed) {
      throw malformed(name, malformed);
    }
  }

  double[] numbers(String name, int count) throws IOException {
    double[] numbers = numbers(name);
    if (numbers.length != count) {
      throw damaged(
          "has %d numbers under '%s', where %d are expected"
              .formatted(numbers.length, Excerpt.of(name), count));
    }
    return numbers;
  }

  /** Copies an array out. */
  void copy(String name, float[] into) throws IOException {
    Tensor tensor = tensors.get(WeightsFile.STATE + name);
    if (tensor == null || tensor.values().length != into.length) {
      throw damaged(
          "has %s under '%s', where %d values are expected"
              .formatted(
                  tensor == null ? "nothing" : tensor.values().length + " values",
                  name,
                  into.length));
    }
    System.arraycopy(tensor.values(), 0, into, 0, into.length);
  }

  /** The texts whose names begin with a prefix, by what follows it. */
  Map<String, String> texts(String prefix) {
    Map<String, String> found = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), text);
          }
        });
    return found;
  }

  /** Copies of the arrays whose names begin with a prefix, by what follows it. */
  Map<String, float[]> arrays(String prefix) {
    Map<String, float[]> found = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(WeightsFile.STATE + prefix)) {
            found.put(
                name.substring(WeightsFile.STATE.length() + prefix.length()),
                tensor.values().clone());
          }
        });
    return found;
  }

  private IOException malformed(String name, NumberFormatException cause) {
    IOException failure =
        damaged(
            "has '%s' under '%s', which is no number"
                .formatted(Excerpt.of(texts.get(name)), Excerpt.of(name)));
    failure.initCause(cause);
    return failure;
  }

  /**
   * What is wrong with the file.
   *
   * @param what continues a sentence that begins with the file's name
   */
  IOException damaged(String what) {
    return new IOException("%s %s; it is damaged".formatted(file, what));
  }
}
