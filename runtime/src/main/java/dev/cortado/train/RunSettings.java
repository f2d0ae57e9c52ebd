package dev.cortado.train;

import dev.cortado.data.Dataset;
import dev.cortado.model.Blueprint;
import dev.cortado.optimizer.Optimizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What has to be the same for a run to go on from a checkpoint as if it had not been stopped, as
 * texts by name.
 */
final class RunSettings {
  private static final String PREFIX = "setting ";

  private final Map<String, String> values = new LinkedHashMap<>();

  RunSettings(
      Blueprint blueprint, Optimizer optimizer, Objective objective, Fit fit, Dataset data) {
    values.put(
        "network",
        "%s with the fingerprint %s".formatted(blueprint.name(), blueprint.fingerprint()));
    values.put("optimizer", describe(optimizer));
    values.put(
        "loss",
        IntStream.range(0, objective.targetCount())
            .mapToObj(o -> objective.output(o).description())
            .collect(Collectors.joining(", ")));
    values.put("figures", objective.names().toString());
    values.put("batch size", String.valueOf(fit.batchSize()));
    values.put("number of samples", known(data.size().isPresent(), data.size().orElse(0)));
    values.put(
        "steps per epoch",
        fit.stepsPerEpoch().isPresent()
            ? String.valueOf(fit.stepsPerEpoch().getAsInt())
            : "all of the data");
    values.put(
        "order", fit.order().isPresent() ? "given" : fit.shuffle() ? "shuffled" : "sequential");
    values.put("class weights", fit.classWeights().toString());
  }

  private static String known(boolean is, int value) {
    return is ? String.valueOf(value) : "unknown";
  }

  /**
   * An optimizer and its settings. The texts of records tell all but learning rates that are
   * lambdas: these are told by some of their values.
   */
  private static String describe(Optimizer optimizer) {
    String settings = optimizer.toString().replaceAll("[^\\s=\\[(,]+@[0-9a-f]+", "...");
    double[] rates =
        LongStream.of(0, 1, 10, 100, 1_000, 10_000, 100_000)
            .mapToDouble(step -> optimizer.learningRate().at(step))
            .distinct()
            .toArray();
    return "%s %s with the learning rate %s"
        .formatted(
            optimizer.name(),
            settings,
            Arrays.stream(rates).mapToObj(Double::toString).collect(Collectors.joining(", ")));
  }

  void save(Checkpoint checkpoint) {
    values.forEach((name, value) -> checkpoint.put(PREFIX + name, value));
  }

  /**
   * Compares with a checkpoint's.
   *
   * @throws IllegalArgumentException where one differs; the message names both
   */
  void requireSame(Checkpoint checkpoint) throws IOException {
    for (Map.Entry<String, String> setting : values.entrySet()) {
      String written = checkpoint.text(PREFIX + setting.getKey());
      if (!written.equals(setting.getValue())) {
        throw new IllegalArgumentException(
            "%s was written by a run whose %s was %s, but here it is %s; give the same to go on, or begin anew in another file"
                .formatted(checkpoint.file(), setting.getKey(), written, setting.getValue()));
      }
    }
  }
}
