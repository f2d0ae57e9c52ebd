package dev.cortado.benchmarks.jmh;

import dev.cortado.benchmarks.check.Agreement;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.BatchPredictor;
import dev.cortado.benchmarks.peer.Library;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Batches of 128 predictions a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BatchBenchmark {
  /** How many samples are predicted at once. */
  public static final int SAMPLES = 128;

  /** The class of the library. */
  @Param("dev.cortado.benchmarks.cortado.CortadoLibrary")
  public String library;

  /** The network. */
  @Param public Workload workload;

  private BatchPredictor predictor;

  /** Makes the network. */
  @Setup(Level.Trial)
  public void create() {
    Sequential network = workload.network();
    float[][] rows = Data.of(network, SAMPLES).inputs();
    Library measured = Library.named(library);
    predictor = measured.batchPredictor(network, Weights.of(network), rows);
    Agreement.require(predictor, network, rows);
    measured.warmUp(predictor::predict);
  }

  /** One batch. */
  @Benchmark
  public BatchPredictor predict() {
    predictor.predict();
    return predictor;
  }

  /** Lets go of native memory. */
  @TearDown(Level.Trial)
  public void close() {
    predictor.close();
  }
}
