package dev.cortado.benchmarks.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the jars are, and how processes are started with them: with the class path of one
 * contender, since the peers need versions of the same libraries that do not agree, and on one
 * thread.
 *
 * @param home the folder of the benchmarks' jar
 */
record Installation(Path home) {
  private static final String JAR = "benchmarks.jar";

  /** The one that this process was started from. */
  static Installation current() {
    Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    if (!jar.endsWith(JAR)) {
      throw new IllegalStateException(
          "the class path is %s; start the benchmarks with java -jar benchmarks/target/%s"
              .formatted(jar, JAR));
    }
    return new Installation(jar.getParent());
  }

  /** All contenders that are built. */
  List<Contender> contenders() throws IOException {
    return built(Contender.all());
  }

  /** Those of some contenders that are built. */
  List<Contender> built(List<Contender> contenders) throws IOException {
    List<Contender> built = new ArrayList<>();
    for (Contender contender : contenders) {
      if (!contender.jars().in(home).isEmpty()) {
        built.add(contender);
      }
    }
    return built;
  }

  /** The class path of a contender. */
  String classPath(Contender contender) throws IOException {
    StringBuilder path = new StringBuilder(home.resolve(JAR).toString());
    // The manifest of the benchmarks' jar names those in lib.
    if (!contender.jars().folder().equals("lib")) {
      contender.jars().in(home).forEach(jar -> path.append(File.pathSeparator).append(jar));
    }
    return path.toString();
  }

  /** A process that has not been started yet. */
  ProcessBuilder process(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command);
    process
        .environment()
        .putAll(
            Map.of("OMP_NUM_THREADS", "1", "MKL_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1"));
    return process;
  }
}
