package dev.cortado.data;

import dev.cortado.io.Excerpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder with a folder of files for each class, as Keras's {@code image_dataset_from_directory}
 * reads it. Names of folders are the classes, in the order of their characters, and files are in
 * the order of their paths, so that both are the same everywhere. Folders within those of the
 * classes are searched too. What begins with a dot, and files that end otherwise than the input's,
 * are left out. Files are read when they are needed. Immutable.
 *
 * <pre>{@code
 * ImageInput input = ImageInput.rgb(64, 64);
 * Split<ClassFolder> split = ClassFolder.of(Path.of("pets"), input).split(0.2, 1);
 * trainer.fit(split.train().samples(), Fit.epochs(10).validationData(split.test().samples()));
 * input.save(Path.of("input.json"));
 * split.train().classes().save(Path.of("classes.json"));
 * }</pre>
 */
public final class ClassFolder {
  private final FileInput input;
  private final Vocabulary classes;
  private final List<Path> files;
  private final int[] labels;

  private ClassFolder(FileInput input, Vocabulary classes, List<Path> files, int[] labels) {
    this.input = input;
    this.classes = classes;
    this.files = List.copyOf(files);
    this.labels = labels;
  }

  /**
   * A folder whose folders are the classes.
   *
   * @param input makes inputs of the files
   * @throws IOException where it cannot be read, has no folders, or one of them has no such files;
   *     the message names it
   */
  public static ClassFolder of(Path folder, FileInput input) throws IOException {
    List<String> names = folders(folder);
    if (names.isEmpty()) {
      throw new IOException(
          "%s has no folders; put the files of each class into a folder of its name"
              .formatted(folder));
    }
    ClassFolder read = of(folder, input, Vocabulary.of(names));
    for (int label = 0; label < names.size(); label++) {
      int wanted = label;
      if (Arrays.stream(read.labels).noneMatch(l -> l == wanted)) {
        throw new IOException(
            "%s has no files that end in %s; remove the folder, or put files of its class there"
                .formatted(folder.resolve(names.get(label)), input.extensions()));
      }
    }
    return read;
  }

  /**
   * A folder with classes that are known, as that of test data: not all of them need have a folder.
   *
   * @param classes in the order of their indices
   * @throws IOException where it cannot be read, has a folder that is no class, or has no files;
   *     the message names it
   */
  public static ClassFolder of(Path folder, FileInput input, Vocabulary classes)
      throws IOException {
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (String name : folders(folder)) {
      int label =
          classes
              .find(name)
              .orElseThrow(
                  () ->
                      new IOException(
                          "%s has the folder '%s', which is none of the classes %s; rename or remove it"
                              .formatted(folder, Excerpt.of(name), classes)));
      for (Path file : files(folder.resolve(name), input.extensions())) {
        files.add(file);
        labels.add(label);
      }
    }
    if (files.isEmpty()) {
      throw new IOException(
          "%s has no files that end in %s in the folders of its classes; is it the right folder?"
              .formatted(folder, input.extensions()));
    }
    return new ClassFolder(
        input, classes, files, labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<String> folders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static List<Path> files(Path folder, List<String> extensions) throws IOException {
    try (Stream<Path> entries = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return entries
          .filter(
              file -> isWanted(folder.relativize(file), extensions) && Files.isRegularFile(file))
          .sorted(Comparator.comparing(file -> names(folder.relativize(file))))
          .toList();
    } catch (UncheckedIOException failure) {
      throw new IOException(
          "%s cannot be searched: %s".formatted(folder, failure.getCause()), failure);
    }
  }

  /** The names on a path with a separator that is the same on every platform. */
  private static String names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    return String.join("/", names);
  }

  private static boolean isWanted(Path path, List<String> extensions) {
    for (Path name : path) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    String lower = path.toString().toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(lower::endsWith);
  }

  /** The names of the classes, in the order of their indices. */
  public Vocabulary classes() {
    return classes;
  }

  /** The number of files. */
  public int count() {
    return files.size();
  }

  /** The files, class by class unless this is a part of a folder. */
  public List<Path> files() {
    return files;
  }

  /** The index of each file's class: a copy. */
  public int[] labels() {
    return labels.clone();
  }

  /** A sample for each file, whose target is the index of its class. */
  public LazySamples samples() {
    return LazySamples.of(
        files.size(), index -> Sample.of(input.read(files.get(index)), labels[index]));
  }

  /**
   * Those files alone for which a condition holds, in the same order and with the same classes: of
   * some speakers, for example, where others are for testing.
   *
   * @throws IllegalArgumentException where there are none
   */
  public ClassFolder where(Predicate<Path> condition) {
    int[] kept =
        IntStream.range(0, files.size()).filter(i -> condition.test(files.get(i))).toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          "the condition holds for none of %d files, the first of which is %s; state another"
              .formatted(files.size(), files.get(0)));
    }
    return taken(kept);
  }

  /**
   * Two parts in a random order, the same for the same seed, with each class in both by its share,
   * to within 1.
   *
   * @param testFraction how much is for testing, above 0 and below 1; the number is rounded
   * @throws IllegalArgumentException where a part would be empty
   */
  public Split<ClassFolder> split(double testFraction, long seed) {
    Split<int[]> parts = Partition.stratified(labels, seed).split(testFraction);
    return new Split<>(taken(parts.train()), taken(parts.test()));
  }

  private ClassFolder taken(int[] indices) {
    return new ClassFolder(
        input,
        classes,
        Arrays.stream(indices).mapToObj(files::get).toList(),
        Arrays.stream(indices).map(index -> labels[index]).toArray());
  }
}
