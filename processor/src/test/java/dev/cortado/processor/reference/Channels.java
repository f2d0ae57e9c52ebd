package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code x * gamma + beta}, with one number of each for every channel.
 *
 * @param scale whether there is a gamma
 * @param center whether there is a beta
 * @param random whether they begin with random values
 * @param frozen whether training leaves them alone
 * @param penalty the penalty on gamma
 */
record Channels(boolean scale, boolean center, boolean random, boolean frozen, Penalty penalty) {

  static Channels draw(Choices choices) {
    return new Channels(
        choices.chance(0.8),
        choices.chance(0.8),
        choices.chance(0.7),
        choices.chance(0.15),
        choices.penalty());
  }

  /** The same, left alone by training. */
  Channels ofFrozen() {
    return new Channels(scale, center, random, true, penalty);
  }

  List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    if (!scale) {
      attributes.add("scale = false");
    }
    if (!center) {
      attributes.add("center = false");
    }
    if (random) {
      attributes.add(
          "gammaInitializer = @Init(value = Initializer.UNIFORM, min = -1.5, max = 1.5)");
      attributes.add("betaInitializer = @Init(value = Initializer.UNIFORM, min = -0.5, max = 0.5)");
    }
    if (frozen) {
      attributes.add("frozen = true");
    }
    if (!penalty.equals(Penalty.NONE)) {
      attributes.add("gammaRegularizer = " + penalty.java());
    }
    return attributes;
  }

  List<Parameter> parameters(int channels) {
    List<Parameter> parameters = new ArrayList<>();
    if (scale) {
      parameters.add(new Parameter("gamma", 1, channels, !frozen, penalty));
    }
    if (center) {
      parameters.add(new Parameter("beta", 1, channels, !frozen, Penalty.NONE));
    }
    return parameters;
  }

  /**
   * The result.
   *
   * @param places for each element of a sample the number of its channel
   */
  DMatrixRMaj apply(DMatrixRMaj normal, int[] places, Call call) {
    DMatrixRMaj result = normal.copy();
    for (int i = 0; i < result.data.length; i++) {
      int channel = places[i % places.length];
      result.data[i] *= scale ? call.parameters().get("gamma").get(channel) : 1;
      result.data[i] += center ? call.parameters().get("beta").get(channel) : 0;
    }
    return result;
  }

  /** The gradient of what is scaled. */
  DMatrixRMaj inputGradient(DMatrixRMaj gradient, int[] places, Call call) {
    DMatrixRMaj result = gradient.copy();
    for (int i = 0; scale && i < result.data.length; i++) {
      result.data[i] *= call.parameters().get("gamma").get(places[i % places.length]);
    }
    return result;
  }

  Map<String, DMatrixRMaj> gradients(DMatrixRMaj normal, DMatrixRMaj gradient, int[] places) {
    int channels = Arrays.stream(places).max().orElseThrow() + 1;
    DMatrixRMaj gamma = new DMatrixRMaj(1, channels);
    DMatrixRMaj beta = new DMatrixRMaj(1, channels);
    for (int i = 0; i < gradient.data.length; i++) {
      int channel = places[i % places.length];
      gamma.data[channel] += gradient.data[i] * normal.data[i];
      beta.data[channel] += gradient.data[i];
    }
    Map<String, DMatrixRMaj> gradients = new LinkedHashMap<>();
    if (scale) {
      gradients.put("gamma", gamma);
    }
    if (center) {
      gradients.put("beta", beta);
    }
    return gradients;
  }
}
