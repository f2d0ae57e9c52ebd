package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Machine;
import dev.cortado.benchmarks.report.Report;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything, several times: takes hours. */
@Command(
    name = "full",
    mixinStandardHelpOptions = true,
    description =
        "Measures everything, several times. Takes hours on a machine with nothing else to do.")
final class Full implements Callable<Integer> {
  private static final int COMPILATIONS = 7;

  @Mixin private Output output;

  @Option(
      names = "--rounds",
      description = "How often each library is measured, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds = Effort.FULL.rounds();

  @Override
  public Integer call() throws Exception {
    Machine machine = Machine.current();
    Installation installation = Installation.current();
    Suite suite = new Suite(installation, Effort.FULL.rounds(rounds), output.results());
    suite.networks();
    suite.products();
    suite.allocations();
    suite.coldStarts();
    suite.classPaths();
    double peak = CorePeak.measure(installation, output.results());
    List<CompileTime> compileTimes =
        CompileTime.measureAll(output.results().resolve("javac"), COMPILATIONS);
    Report report = output.report(machine, installation, suite);
    report.section(
        """
        A product of 512 × 512 × 512 is the dense layer 512 wide with a batch of 512. The core's peak, a loop of nothing but
        fused multiply-adds of vectors in registers, is %.0f GFLOP/s.
        """
            .formatted(peak));
    report.section(CompileTime.table(compileTimes));
    report.write(output.folder(), "full");
    return output.done();
  }
}
