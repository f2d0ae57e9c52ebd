package dev.cortado.benchmarks.run;

import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that predicts once, says so, and prints what Linux knows of its memory. */
final class FirstPrediction {
  static final String READY = "ready";

  private FirstPrediction() {}

  /** Without arguments, nothing is predicted. */
  public static void main(String[] library) throws IOException {
    if (library.length > 0) {
      Sequential network = Workload.SEED.network();
      Predictor predictor = Library.named(library[0]).predictor(network, Weights.of(network));
      float[] output = new float[network.outputs()];
      predictor.predict(new float[network.inputs()], output);
      if (!(output[0] > 0 && output[0] < 1)) {
        throw new IllegalStateException("no probability: " + output[0]);
      }
    }
    System.out.println(READY);
    System.out.print(Files.readString(Path.of("/proc/self/status")));
    // Some libraries keep threads of their own.
    System.exit(0);
  }
}
