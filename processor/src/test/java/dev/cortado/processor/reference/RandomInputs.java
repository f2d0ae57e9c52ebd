package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Execution.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Draws samples on which a network's derivative does not hang on rounding. */
public final class RandomInputs {
  /** How far from a corner all numbers stay: far more than float code is off. */
  private static final double MARGIN = 1e-4;

  private static final int MOST_ATTEMPTS = 60;

  /** As many samples, found in so few attempts, as a network must have to be tested. */
  private static final int SAMPLES = 8;

  private static final int FEW_ATTEMPTS = 30;

  private RandomInputs() {}

  /** Samples for each input, one row each; all are floats. */
  static List<DMatrixRMaj> draw(Network network, int samples, Random random) {
    List<DMatrixRMaj> inputs =
        network.inputs().stream()
            .map(input -> new DMatrixRMaj(samples, network.shape(input).size()))
            .toList();
    IntStream.range(0, samples).forEach(sample -> draw(network, inputs, sample, random));
    return inputs;
  }

  private static void draw(Network network, List<DMatrixRMaj> inputs, int sample, Random random) {
    for (int n = 0; n < inputs.size(); n++) {
      Input kind = (Input) network.inputs().get(n).kind();
      DMatrixRMaj input = inputs.get(n);
      for (int i = 0; i < input.numCols; i++) {
        input.set(sample, i, kind.element(random));
      }
    }
  }

  /**
   * Samples on which no function is applied close to a corner, be it for a prediction or in
   * training under a key: those that are not so at first are drawn again. Empty where none are
   * found, as where the draws under the key alone decide what lies on which side of a corner.
   */
  public static Optional<List<DMatrixRMaj>> awayFromCorners(
      Network network, Map<String, DMatrixRMaj> weights, int samples, long noise, Random random) {
    return awayFromCorners(network, weights, samples, noise, random, MOST_ATTEMPTS);
  }

  private static Optional<List<DMatrixRMaj>> awayFromCorners(
      Network network,
      Map<String, DMatrixRMaj> weights,
      int samples,
      long noise,
      Random random,
      int attempts) {
    List<DMatrixRMaj> inputs = draw(network, samples, random);
    for (int attempt = 0; attempt < attempts; attempt++) {
      double[] predicting = distances(network, new Setting(inputs, weights, OptionalLong.empty()));
      double[] training = distances(network, new Setting(inputs, weights, OptionalLong.of(noise)));
      int[] faulty =
          IntStream.range(0, samples)
              .filter(sample -> Math.min(predicting[sample], training[sample]) < MARGIN)
              .toArray();
      if (faulty.length == 0) {
        return Optional.of(inputs);
      }
      Arrays.stream(faulty).forEach(sample -> draw(network, inputs, sample, random));
    }
    return Optional.empty();
  }

  /** Whether samples that are away from corners are soon found. */
  static boolean areEasy(
      Network network, Map<String, DMatrixRMaj> weights, long noise, Random random) {
    return awayFromCorners(network, weights, SAMPLES, noise, random, FEW_ATTEMPTS).isPresent();
  }

  private static double[] distances(Network network, Setting setting) {
    return new Execution(network, setting, Rounding.none()).distancesToCorners();
  }
}
