package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Machine;
import dev.cortado.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code quick} and {@code full} both write. */
final class Page {
  private static final String RUNTIME = "cortado-runtime-.*";

  private Page() {}

  /** Begins a report of what a suite has measured, and measures what is the same for all. */
  static Report report(
      Machine machine,
      Installation installation,
      Suite suite,
      CompileTime.Sizes sizes,
      Output output)
      throws IOException, InterruptedException {
    Path results = output.results();
    suite.classPaths();
    Report report = output.report(machine, installation, suite);
    report.section(
        "The jar of Cortado's runtime, without EJML, is %,d bytes.%n"
            .formatted(new Jars("lib", RUNTIME).bytes(installation.home())));
    report.section(CompileTime.table(CompileTime.measureAll(results.resolve("javac"), sizes)));
    return report;
  }
}
