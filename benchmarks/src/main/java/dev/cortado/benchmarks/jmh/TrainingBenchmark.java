package dev.cortado.benchmarks.jmh;

import dev.cortado.benchmarks.check.Learning;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.benchmarks.peer.Library;
import dev.cortado.benchmarks.peer.Trainee;
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

/** Steps of training a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TrainingBenchmark {
  /** The class of the library. */
  @Param("dev.cortado.benchmarks.cortado.CortadoLibrary")
  public String library;

  /** The network. */
  @Param public Workload workload;

  private Trainee trainee;

  /** What does not learn as the others do is not measured. */
  @Setup(Level.Trial)
  public void learn() {
    Library measured = Library.named(library);
    trainee = Learning.learned(measured, workload);
    measured.warmUp(trainee::step);
  }

  /** One step. */
  @Benchmark
  public float step() {
    return trainee.step();
  }

  /** Lets go of native memory. */
  @TearDown(Level.Trial)
  public void close() {
    trainee.close();
  }
}
