package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.data.Dataset;
import dev.cortado.data.Matrices;
import dev.cortado.data.Sample;
import dev.cortado.data.Samples;
import dev.cortado.data.StreamSamples;
import dev.cortado.loss.Loss;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class XorTest {
  private static final int SEEDS = 1000;

  @Test
  void convergesFromEverySeed() {
    int converged = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Xor.ExclusiveOr network = Xor.train(seed);
      boolean right = true;
      for (int i = 0; i < Xor.BITS.length; i++) {
        right &= (network.predict(Xor.BITS[i])[0] > 0.5f ? 1 : 0) == Xor.EITHER[i][0];
      }
      converged += right ? 1 : 0;
    }
    assertEquals(SEEDS, converged);
  }

  @Test
  void aStreamTrainsToTheSameBitsAsSamplesInMemory() {
    StreamSamples stream =
        StreamSamples.of(
            () -> IntStream.range(0, 4).mapToObj(i -> Sample.of(Xor.BITS[i], Xor.EITHER[i])));
    float[][] expected = trained(Samples.of(Xor.BITS, Xor.EITHER)).predict(Xor.BITS);
    Xor.ExclusiveOr network = trained(stream);
    assertArrayEquals(expected, network.predict(Xor.BITS));
    // Matrices in, matrices out
    FMatrixRMaj bits = Matrices.of(Xor.BITS);
    FMatrixRMaj either = Matrices.of(network.predict(Matrices.rows(bits)));
    assertEquals(expected[1][0], either.get(1, 0));
  }

  private static Xor.ExclusiveOr trained(Dataset data) {
    Xor.ExclusiveOr network = ExclusiveOrNetwork.create(3);
    Trainer trainer = Trainer.of(network).loss(Loss.BINARY_CROSSENTROPY).build();
    trainer.fit(data, Fit.epochs(20).batchSize(3).shuffle(false).progress(Progress.NONE));
    assertEquals(trainer.evaluate(Samples.of(Xor.BITS, Xor.EITHER)), trainer.evaluate(data));
    return network;
  }

  @Test
  void whatAStreamThrowsEndsTheTraining() {
    StreamSamples broken =
        StreamSamples.of(
            () ->
                Stream.of(
                    Sample.of(Xor.BITS[0], Xor.EITHER[0]), Sample.of(new float[3], new float[1])));
    UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> trained(broken));
    assertEquals(
        "sample 1: its input 0 has 3 values, but that of sample 0 has 2",
        failure.getCause().getMessage());
  }
}
