package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Machine;
import dev.cortado.benchmarks.report.Report;
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
    Page.measure(
            Machine.current(),
            Installation.current(),
            Effort.QUICK,
            CompileTime.Sizes.QUICK,
            output)
        .write(output.folder(), "quick");
    return output.done(Report.PAGE);
  }
}
