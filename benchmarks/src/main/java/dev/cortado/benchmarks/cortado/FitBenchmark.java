package dev.cortado.benchmarks.cortado;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.network.Workload;
import dev.cortado.data.Samples;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Fit;
import dev.cortado.train.History;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
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

/** Epochs of {@code fit} a second, whose steps several threads share. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FitBenchmark {
  /** How many samples an epoch has. */
  public static final int SAMPLES = 8192;

  /** The network. */
  @Param({"SEED", "WIDE"})
  public Workload workload;

  /** How many threads share the work. */
  @Param({"1", "2"})
  public int threads;

  private Trainer trainer;
  private Samples samples;
  private Fit fit;

  /** Makes the network and its data. */
  @Setup(Level.Trial)
  public void create() {
    trainer =
        Trainer.of(CortadoLibrary.model(workload.network(), Weights.of(workload.network())))
            .optimizer(Adam.create())
            .loss(CortadoLibrary.loss(workload.network()))
            .build();
    Data data = Data.of(workload.network(), SAMPLES);
    samples = Samples.of(data.inputs(), data.targets());
    fit = Fit.epochs(1).batchSize(workload.batchSize()).threads(threads).progress(Progress.NONE);
    new CortadoLibrary().warmUp(this::epoch);
  }

  /** One epoch. */
  @Benchmark
  public History epoch() {
    return trainer.fit(samples, fit);
  }
}
