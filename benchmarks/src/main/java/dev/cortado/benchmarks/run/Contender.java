package dev.cortado.benchmarks.run;

import java.util.List;

/**
 * A library and the way in which it is started.
 *
 * @param label what tables call it
 * @param library the class that measures it
 * @param jars where its jars are
 * @param trains whether it trains, too
 * @param jvmArguments what its processes are started with
 */
record Contender(
    String label, String library, Jars jars, boolean trains, List<String> jvmArguments) {
  private static final String PACKAGE = "dev.cortado.benchmarks.";

  /** All there are, ours first. */
  static List<Contender> all() {
    Jars cortado = new Jars("lib", "(cortado-(runtime|annotations)|ejml-(core|ddense)|fastcsv)-.*");
    return List.of(
        new Contender("Cortado", PACKAGE + "cortado.CortadoLibrary", cortado, true, List.of()),
        new Contender(
            "Cortado, SIMD",
            PACKAGE + "cortado.CortadoLibrary",
            cortado,
            true,
            List.of("--add-modules=jdk.incubator.vector")),
        new Contender(
            "EJML by hand",
            PACKAGE + "ejml.EjmlLibrary",
            new Jars("lib", "ejml-(core|fdense)-.*"),
            true,
            List.of()),
        peer("TensorFlow Java", "tensorflow", "TensorFlowLibrary", true),
        peer("ONNX Runtime", "onnxruntime", "OnnxRuntimeLibrary", false),
        peer(
            "DJL, PyTorch",
            "djl",
            "DjlLibrary",
            true,
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1"),
        peer("DL4J", "deeplearning4j", "Deeplearning4jLibrary", true),
        peer("Encog", "encog", "EncogLibrary", false));
  }

  /** A library that is built with the Maven profile {@code peers}, into a folder of its own. */
  private static Contender peer(
      String label, String folder, String library, boolean trains, String... jvmArguments) {
    return new Contender(
        label,
        PACKAGE + folder + "." + library,
        new Jars("peers/" + folder, ".*"),
        trains,
        List.of(jvmArguments));
  }

  /** Whether it is one of ours. */
  boolean isOurs() {
    return library.startsWith(PACKAGE + "cortado.");
  }
}
