package dev.cortado.benchmarks.jmh;

import dev.cortado.benchmarks.check.Agreement;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
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

/** How long a dense layer of as many units as inputs takes: a product of matrices. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProductBenchmark {
  /** The class of the library. */
  @Param("dev.cortado.benchmarks.cortado.CortadoLibrary")
  public String library;

  /** The inputs and units of the layer. */
  @Param("512")
  public int width;

  /** The samples at once. */
  @Param("512")
  public int batch;

  private BatchPredictor predictor;

  /** Makes the layer. */
  @Setup(Level.Trial)
  public void create() {
    Sequential network = Sequential.square(width);
    float[][] rows = Data.of(network, batch).inputs();
    Library measured = Library.named(library);
    predictor = measured.batchPredictor(network, Weights.of(network), rows);
    Agreement.require(predictor, network, rows);
    measured.warmUp(predictor::predict);
  }

  /** One product. */
  @Benchmark
  public BatchPredictor multiply() {
    predictor.predict();
    return predictor;
  }

  /** Lets go of native memory. */
  @TearDown(Level.Trial)
  public void close() {
    predictor.close();
  }
}
