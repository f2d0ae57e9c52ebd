package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.network.Workload;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A library and the way in which it is started.
 *
 * @param label what tables call it
 * @param library the class that measures it
 * @param jars where its jars are
 * @param predicts the networks that it predicts with
 * @param trains those that it trains, too
 * @param jvmArguments what its processes are started with
 */
record Contender(
    String label,
    String library,
    Jars jars,
    List<Workload> predicts,
    List<Workload> trains,
    List<String> jvmArguments) {
  private static final List<Workload> ALL = List.of(Workload.values());
  private static final List<Workload> DENSE =
      ALL.stream().filter(workload -> workload.network().isDense()).toList();
  private static final List<Workload> NONE = List.of();

  /** A dense, a convolutional and a recurrent network. */
  private static final List<Workload> IMPRESSION =
      List.of(Workload.SEED, Workload.CONV, Workload.LSTM);

  private static final String DJL = "djl";
  private static final List<String> SLOW = List.of("deeplearning4j", "encog");

  private static final String PACKAGE = "dev.cortado.benchmarks.";

  /** All there are, ours first. */
  static List<Contender> all() {
    Jars cortado = new Jars("lib", "(cortado-(runtime|annotations)|ejml-(core|ddense)|fastcsv)-.*");
    return List.of(
        new Contender("Cortado", PACKAGE + "cortado.CortadoLibrary", cortado, ALL, ALL, List.of()),
        new Contender(
            "Cortado, SIMD",
            PACKAGE + "cortado.CortadoLibrary",
            cortado,
            ALL,
            ALL,
            List.of("--add-modules=jdk.incubator.vector")),
        new Contender(
            "EJML by hand",
            PACKAGE + "ejml.EjmlLibrary",
            new Jars("lib", "ejml-(core|fdense)-.*"),
            DENSE,
            DENSE,
            List.of()),
        peer("TensorFlow Java", "tensorflow", "TensorFlowLibrary", ALL, ALL),
        peer("ONNX Runtime", "onnxruntime", "OnnxRuntimeLibrary", ALL, NONE),
        peer(
            "DJL, PyTorch",
            DJL,
            "DjlLibrary",
            ALL,
            ALL,
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1"),
        // It trains the others, too, but a step takes it most of a second.
        peer("DL4J", "deeplearning4j", "Deeplearning4jLibrary", ALL, DENSE),
        peer("Encog", "encog", "EncogLibrary", DENSE, NONE));
  }

  /**
   * The strongest of them, with one network of each kind: without those that are far behind, and
   * DJL only with the network with which it is ahead of the others.
   */
  static List<Contender> strongest() {
    return all().stream()
        .filter(contender -> SLOW.stream().noneMatch(contender::isIn))
        .map(contender -> contender.with(contender.isIn(DJL) ? List.of(Workload.LSTM) : IMPRESSION))
        .toList();
  }

  /** This with no others than some networks. */
  private Contender with(List<Workload> networks) {
    return new Contender(
        label,
        library,
        jars,
        networks.stream().filter(predicts::contains).toList(),
        networks.stream().filter(trains::contains).toList(),
        jvmArguments);
  }

  /** Whether its library is measured by a class of this package. */
  private boolean isIn(String folder) {
    return library.startsWith(PACKAGE + folder + ".");
  }

  /** A library that is built with the Maven profile {@code peers}, into a folder of its own. */
  private static Contender peer(
      String label,
      String folder,
      String library,
      List<Workload> predicts,
      List<Workload> trains,
      String... jvmArguments) {
    return new Contender(
        label,
        PACKAGE + folder + "." + library,
        new Jars("peers/" + folder, ".*"),
        predicts,
        trains,
        List.of(jvmArguments));
  }

  /** Networks as JMH and processes are told of them. */
  static String names(List<Workload> networks) {
    return networks.stream().map(Workload::name).collect(Collectors.joining(","));
  }

  /** Whether it is one of ours. */
  boolean isOurs() {
    return isIn("cortado");
  }
}
