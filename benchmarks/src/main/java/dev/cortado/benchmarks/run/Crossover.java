package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.Crossings;
import dev.cortado.benchmarks.report.CrossoverPage;
import dev.cortado.benchmarks.report.Machine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Dense layers of all sizes, in every way in which they can be computed. */
@Command(
    name = "crossover",
    mixinStandardHelpOptions = true,
    description =
        "Measures where each form of generated code and each peer is best at dense layers. Takes ten minutes.")
final class Crossover implements Callable<Integer> {
  static final int ROUNDS = 3;

  private static final List<String> PEERS = List.of("EJML by hand", "ONNX Runtime");

  @Mixin private Output output;

  @Option(
      names = "--rounds",
      description = "How often each is measured, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds = ROUNDS;

  @Option(
      names = "--widths",
      split = ",",
      description = "The widths of layers (default: ${DEFAULT-VALUE}).")
  private List<Integer> widths = CrossoverRun.WIDTHS;

  @Option(
      names = "--all-peers",
      description = "Measures all peers that are built, not only EJML and ONNX Runtime.")
  private boolean allPeers;

  @Override
  public Integer call() throws Exception {
    Machine machine = Machine.current();
    Installation installation = Installation.current();
    List<Contender> contenders =
        installation.contenders().stream()
            .filter(who -> who.isOurs() || allPeers || PEERS.contains(who.label()))
            .toList();
    Crossings crossings =
        new CrossoverRun(installation, contenders, widths, output.results()).measure(rounds);
    CrossoverPage.write(crossings, machine, output.folder());
    return output.done(CrossoverPage.PAGE);
  }
}
