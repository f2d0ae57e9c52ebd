package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Machine;
import dev.cortado.benchmarks.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A network of each kind, once, and the start of a process: an impression in a few minutes. */
@Command(
    name = "quick",
    mixinStandardHelpOptions = true,
    description = "Measures a network of each kind once: an impression in a few minutes.")
final class Quick implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    Machine machine = Machine.current();
    Installation installation = Installation.current();
    Suite suite =
        new Suite(
            installation,
            installation.built(Contender.strongest()),
            Effort.QUICK,
            output.results());
    suite.networks();
    suite.ourAllocations();
    suite.coldStarts();
    Page.report(machine, installation, suite, CompileTime.Sizes.QUICK, output)
        .write(output.folder(), "quick");
    return output.done(Report.PAGE);
  }
}
