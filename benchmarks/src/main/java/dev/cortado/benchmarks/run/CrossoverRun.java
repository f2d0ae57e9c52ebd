package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Crossings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Times dense layers of all widths in every way, each in turn so that noise hits all alike. */
final class CrossoverRun {
  static final List<Integer> WIDTHS = List.of(4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048);

  private final Installation installation;
  private final List<Way> ways;
  private final List<Integer> widths;
  private final Path folder;

  /**
   * @param widths the widths of layers, some of all
   * @param folder receives classes and the output of processes
   */
  CrossoverRun(
      Installation installation, List<Contender> contenders, List<Integer> widths, Path folder) {
    this.installation = installation;
    this.widths = List.copyOf(widths);
    this.folder = folder.resolve("crossover");
    ways = Way.of(contenders);
  }

  /** Measures everything some times, in processes of their own. */
  Crossings measure(int rounds) throws IOException, InterruptedException {
    Crossings crossings = new Crossings(widths, LayerTimes.BATCHES);
    for (Way way : ways) {
      crossings.way(way.label(), way.plain());
      if (way.form().isPresent()) {
        ForcedForms.compile(way.form().get(), widths(way), classes(way.form().get()));
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (int width : widths) {
        System.out.printf("Crossover, round %d: %d wide%n", round + 1, width);
        for (Way way : ways) {
          if (width <= way.widest()) {
            LayerTimes.measure(
                    installation, way, classPath(way), width, folder.resolve("times.log"))
                .forEach((batch, nanos) -> crossings.add(way.label(), width, batch, nanos));
          }
        }
      }
    }
    return crossings;
  }

  private IntStream widths(Way way) {
    return widths.stream().mapToInt(Integer::intValue).filter(width -> width <= way.widest());
  }

  private Path classes(String form) {
    return folder.resolve(form);
  }

  private String classPath(Way way) throws IOException {
    String path = installation.classPath(way.contender());
    return way.form().map(form -> classes(form) + File.pathSeparator + path).orElse(path);
  }
}
