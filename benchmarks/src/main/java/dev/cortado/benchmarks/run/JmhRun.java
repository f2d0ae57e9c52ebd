package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.report.JmhResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs JMH for one contender in a process with that contender's class path. */
final class JmhRun {
  private final Installation installation;
  private final Path folder;

  /**
   * @param folder receives JMH's results and its output
   */
  JmhRun(Installation installation, Path folder) {
    this.installation = installation;
    this.folder = folder;
  }

  /**
   * Measures.
   *
   * @param benchmark the benchmark's class
   * @param options JMH's options on how long to measure, and what
   * @throws IOException where a library fails or does not learn; the message names JMH's output
   */
  List<JmhResult> measure(Contender contender, Class<?> benchmark, int round, List<String> options)
      throws IOException, InterruptedException {
    String name =
        "%s-%s-%d"
            .formatted(
                benchmark.getSimpleName(),
                contender.label().replaceAll("[^A-Za-z0-9]+", "-"),
                round);
    Path json = folder.resolve(name + ".json");
    Path log = folder.resolve(name + ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                "-cp",
                installation.classPath(contender),
                "org.openjdk.jmh.Main",
                benchmark.getName() + ".*",
                "-p",
                "library=" + contender.library(),
                "-foe",
                "true",
                "-rf",
                "json",
                "-rff",
                json.toString()));
    if (!contender.jvmArguments().isEmpty()) {
      command.addAll(List.of("-jvmArgsAppend", String.join(" ", contender.jvmArguments())));
    }
    command.addAll(options);
    int status =
        installation
            .process(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException(
          "JMH ended with %d while it measured %s; its output is in %s"
              .formatted(status, contender.label(), log));
    }
    return JmhResult.parse(Files.readString(json));
  }
}
