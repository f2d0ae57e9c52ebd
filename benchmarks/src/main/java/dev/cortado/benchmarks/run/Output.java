package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Machine;
import dev.cortado.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Where results go. */
final class Output {
  @Option(
      names = "--out",
      description =
          "The folder that receives tables, charts and JMH's results (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("target", "benchmarks");

  Path folder() {
    return folder;
  }

  /** Where JMH's results and the output of processes go. */
  Path results() throws IOException {
    return Files.createDirectories(folder.resolve("results"));
  }

  /** A report of what was measured, on a machine as it was before. */
  Report report(Machine machine, Installation installation, Suite suite) throws IOException {
    Map<String, String> versions = new LinkedHashMap<>();
    for (Contender contender : suite.contenders()) {
      String jars =
          contender.jars().in(installation.home()).stream()
              .map(jar -> jar.getFileName().toString().replaceAll("\\.jar$", ""))
              .collect(Collectors.joining(", "));
      String flags =
          contender.jvmArguments().isEmpty()
              ? ""
              : " with `%s`".formatted(String.join(" ", contender.jvmArguments()));
      versions.put(contender.label(), jars + flags);
    }
    return new Report(machine, suite.measurements(), versions);
  }

  int done(String page) {
    System.out.println("Results: " + folder.resolve(page));
    return 0;
  }
}
