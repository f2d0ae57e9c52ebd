package dev.cortado.benchmarks.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What one core can do at most. */
final class CorePeak {
  private static final String SOURCE = "FmaLoop.java";

  private CorePeak() {}

  /**
   * The GFLOP/s of a loop that does nothing but multiply and add vectors in registers. It is
   * compiled when it runs, because a module that is still incubating cannot be compiled against
   * without a warning.
   */
  static double measure(Installation installation, Path folder)
      throws IOException, InterruptedException {
    Path source = folder.resolve(SOURCE);
    try (InputStream in = CorePeak.class.getResourceAsStream(SOURCE)) {
      Files.write(source, in.readAllBytes());
    }
    Process process =
        installation
            .process(List.of("--add-modules=jdk.incubator.vector", source.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(source + " ended with " + process.exitValue());
    }
    return Double.parseDouble(output.strip());
  }
}
