package dev.cortado.benchmarks.jmh;

import dev.cortado.benchmarks.check.Agreement;
import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Predictor;
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

/** How long one prediction takes, of one sample after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PredictionBenchmark {
  private static final int SAMPLES = 64;

  /** The class of the library. */
  @Param("dev.cortado.benchmarks.cortado.CortadoLibrary")
  public String library;

  /** The network. */
  @Param public Workload workload;

  private Predictor predictor;
  private float[][] samples;
  private float[] output;
  private int next;

  /** Makes the network. One that predicts anything else than the others is not measured. */
  @Setup(Level.Trial)
  public void create() {
    Sequential network = workload.network();
    Library measured = Library.named(library);
    predictor = measured.predictor(network, Weights.of(network));
    Agreement.require(predictor, network);
    samples = Data.of(network, SAMPLES).inputs();
    output = new float[network.outputs()];
    measured.warmUp(this::predict);
  }

  /** One prediction. */
  @Benchmark
  public float[] predict() {
    predictor.predict(samples[next++ % SAMPLES], output);
    return output;
  }

  /** Lets go of native memory. */
  @TearDown(Level.Trial)
  public void close() {
    predictor.close();
  }
}
