package dev.cortado.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some jars.
 *
 * @param folder where they are, seen from where the benchmarks' jar is
 * @param names what their names match, without the ending
 */
record Jars(String folder, String names) {
  /** The jars that there are. */
  List<Path> in(Path home) throws IOException {
    if (!Files.isDirectory(home.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(home.resolve(folder))) {
      return files
          .filter(file -> file.getFileName().toString().matches(names + "\\.jar"))
          .sorted()
          .toList();
    }
  }

  /** How many bytes they are. */
  long bytes(Path home) throws IOException {
    long sum = 0;
    for (Path jar : in(home)) {
      sum += Files.size(jar);
    }
    return sum;
  }
}
