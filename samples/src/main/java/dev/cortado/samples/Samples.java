package dev.cortado.samples;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs a sample by name. */
@Command(
    name = "cortado-samples",
    mixinStandardHelpOptions = true,
    description = "Runs one of Cortado's samples.",
    subcommands = {
      Fashion.class,
      Convolution.class,
      Names.class,
      Speech.class,
      Sensors.class,
      Engines.class,
      Recommend.class,
      Iris.class,
      Wine.class,
      BreastCancer.class,
      Xor.class
    })
final class Samples {
  private Samples() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Samples()).execute(arguments));
  }
}
