package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Dense.Bias;
import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel and the bias of a layer are like, and what is applied to its sums.
 *
 * @param activation what is applied to the sums
 * @param bias whether there is a bias, and where it begins
 * @param frozen whether training leaves both alone
 * @param kernelPenalty the penalty on the kernel
 * @param biasPenalty the penalty on the bias
 */
record Weights(
    Nonlinearity activation,
    Bias bias,
    boolean frozen,
    Penalty kernelPenalty,
    Penalty biasPenalty) {

  /** Random ones for a layer whose value has a last axis of some size. */
  static Weights draw(Choices choices, int last) {
    return new Weights(
        choices.nonlinearity(last),
        choices.one(List.of(Bias.NONE, Bias.ZERO, Bias.RANDOM, Bias.RANDOM)),
        choices.chance(0.15),
        choices.penalty(),
        choices.penalty());
  }

  /** A bias that is not zero, and no penalties. */
  static Weights of(Nonlinearity activation) {
    return new Weights(activation, Bias.RANDOM, false, Penalty.NONE, Penalty.NONE);
  }

  /** The attributes in Java. */
  List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    if (activation.function() != ActivationFunction.LINEAR) {
      attributes.addAll(activation.attributes("activation"));
    }
    if (bias == Bias.NONE) {
      attributes.add("useBias = false");
    } else if (bias == Bias.RANDOM) {
      attributes.add("biasInitializer = @Init(value = Initializer.UNIFORM, min = -0.5, max = 0.5)");
    }
    if (frozen) {
      attributes.add("frozen = true");
    }
    if (!kernelPenalty.equals(Penalty.NONE)) {
      attributes.add("kernelRegularizer = " + kernelPenalty.java());
    }
    if (!biasPenalty.equals(Penalty.NONE)) {
      attributes.add("biasRegularizer = " + biasPenalty.java());
    }
    return attributes;
  }

  /** The kernel, of some name and size, and the bias. */
  List<Parameter> parameters(String kernel, int rows, int columns, int biases) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter(kernel, rows, columns, !frozen, kernelPenalty));
    if (bias != Bias.NONE) {
      parameters.add(new Parameter("bias", 1, biases, !frozen, biasPenalty));
    }
    return parameters;
  }

  boolean hasBias() {
    return bias != Bias.NONE;
  }
}
