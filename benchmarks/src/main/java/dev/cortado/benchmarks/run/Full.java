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
    Report report =
        Page.measure(
            machine, installation, Effort.FULL.rounds(rounds), CompileTime.Sizes.FULL, output);
    Crossings crossings =
        new CrossoverRun(
                installation, installation.contenders(), CrossoverRun.WIDTHS, output.results())
            .measure(Crossover.ROUNDS);
    report.section(CrossoverPage.section(crossings, output.folder()));
    report.write(output.folder(), "full");
    return output.done(Report.PAGE);
  }
}
