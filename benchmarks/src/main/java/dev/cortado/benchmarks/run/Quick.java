package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Machine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The networks, once, and the start of a process: an impression in a few minutes. */
@Command(
    name = "quick",
    mixinStandardHelpOptions = true,
    description = "Measures the networks once: an impression in a few minutes.")
final class Quick implements Callable<Integer> {
  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    Machine machine = Machine.current();
    Installation installation = Installation.current();
    Suite suite = new Suite(installation, Effort.QUICK, output.results());
    suite.networks();
    suite.allocations();
    suite.coldStarts();
    suite.classPaths();
    output.report(machine, installation, suite).write(output.folder(), "quick");
    return output.done();
  }
}
