package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Crossings;
import dev.cortado.benchmarks.report.CrossoverPage;
import dev.cortado.benchmarks.report.Machine;
import dev.cortado.benchmarks.report.Report;
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
  @Mixin private Output output;

  @Option(
      names = "--rounds",
      description = "How often each library is measured, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds = Effort.FULL.rounds();

  @Override
  public Integer call() throws Exception {
    Machine machine = Machine.current();
    Installation installation = Installation.current();
    Suite suite =
        new Suite(
            installation, installation.contenders(), Effort.FULL.rounds(rounds), output.results());
    suite.networks();
    suite.threads();
    suite.products();
    suite.allocations();
    suite.coldStarts();
    double peak = CorePeak.measure(installation, output.results());
    Report report = Page.report(machine, installation, suite, CompileTime.Sizes.FULL, output);
    report.section(
        """
        The product of 512 × 512 × 512 is a dense layer 512 wide with a batch of 512. The most that this core was seen to reach, in a
        loop of nothing but fused multiply-adds of vectors in registers, is %.0f GFLOP/s.
        """
            .formatted(peak));
    Crossings crossings =
        new CrossoverRun(
                installation, installation.contenders(), CrossoverRun.WIDTHS, output.results())
            .measure(Crossover.ROUNDS);
    report.section(CrossoverPage.section(crossings, output.folder()));
    report.write(output.folder(), "full");
    return output.done(Report.PAGE);
  }
}
