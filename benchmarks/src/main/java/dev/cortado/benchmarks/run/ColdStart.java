package dev.cortado.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a process starts.
 *
 * @param millis from the start of the process to its first prediction
 * @param megabytes the most memory it held
 */
record ColdStart(double millis, double megabytes) {
  private static final String PEAK = "VmHWM:";

  /** Starts a process of a contender, or one that predicts nothing. */
  static ColdStart measure(
      Installation installation, String classPath, List<String> arguments, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("-cp", classPath));
    command.addAll(arguments);
    ProcessBuilder builder =
        installation.process(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long begin = System.nanoTime();
    Process process = builder.start();
    double millis = Double.NaN;
    double megabytes = Double.NaN;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(FirstPrediction.READY)) {
          millis = (System.nanoTime() - begin) / 1e6;
        } else if (line.startsWith(PEAK)) {
          megabytes = Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
    }
    if (process.waitFor() != 0 || Double.isNaN(millis) || Double.isNaN(megabytes)) {
      throw new IOException(
          "%s ended with %d and predicted nothing; its errors are in %s"
              .formatted(arguments, process.exitValue(), log));
    }
    return new ColdStart(millis, megabytes);
  }
}
