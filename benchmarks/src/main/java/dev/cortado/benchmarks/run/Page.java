package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Machine;
import dev.cortado.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code quick} and {@code full} both measure and write. */
final class Page {
  private static final String RUNTIME = "cortado-runtime-.*";

  private Page() {}

  /** Measures, and begins a report. */
  static Report measure(
      Machine machine,
      Installation installation,
      Effort effort,
      CompileTime.Sizes sizes,
      Output output)
      throws IOException, InterruptedException {
    Path results = output.results();
    Suite suite = new Suite(installation, effort, results);
    suite.networks();
    suite.threads();
    suite.products();
    suite.allocations();
    suite.coldStarts();
    suite.classPaths();
    double peak = CorePeak.measure(installation, results);
    Report report = output.report(machine, installation, suite);
    report.section(
        """
        The product of 512 × 512 × 512 is a dense layer 512 wide with a batch of 512. The most that this core was seen to reach, in a
        loop of nothing but fused multiply-adds of vectors in registers, is %.0f GFLOP/s.
        """
            .formatted(peak));
    report.section(
        "The jar of Cortado's runtime, without EJML, is %,d bytes.%n"
            .formatted(new Jars("lib", RUNTIME).bytes(installation.home())));
    report.section(CompileTime.table(CompileTime.measureAll(results.resolve("javac"), sizes)));
    return report;
  }
}
