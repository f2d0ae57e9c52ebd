package dev.cortado.benchmarks.run;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures Cortado and its peers and writes tables and charts. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures Cortado and the peers that are built with it.",
    subcommands = {Quick.class, Full.class, Crossover.class})
final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }
}
