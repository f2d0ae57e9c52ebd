package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * {@code @Dense}: {@code activation(input · kernel + bias)} along the last axis.
 *
 * @param units the size of the last axis of its value
 * @param activation what is applied to the sums
 * @param bias whether there is a bias, and where it begins
 * @param frozen whether training leaves it alone
 * @param kernelPenalty the penalty on the kernel
 * @param biasPenalty the penalty on the bias
 */
public record Dense(
    int units,
    Nonlinearity activation,
    Bias bias,
    boolean frozen,
    Penalty kernelPenalty,
    Penalty biasPenalty)
    implements Kind {
  private static final int LARGEST_KERNEL = 5000;

  /** Whether there is a bias, and where it begins. */
  enum Bias {
    NONE,
    ZERO,
    RANDOM
  }

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    Shape in = choices.shape(input);
    int units = choices.size();
    if (in.last() * units > LARGEST_KERNEL || in.repeats() * units > Choices.LARGEST_VALUE) {
      return Optional.empty();
    }
    Dense dense =
        new Dense(
            units,
            choices.nonlinearity(units),
            choices.one(List.of(Bias.NONE, Bias.ZERO, Bias.RANDOM, Bias.RANDOM, Bias.RANDOM)),
            choices.chance(0.15),
            choices.penalty(),
            choices.penalty());
    return Optional.of(new Drawn(dense, List.of(input)));
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(List.of("units = " + units));
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

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Shape in = inputs.get(0);
    return in.with(in.rank() - 1, units);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter("kernel", inputs.get(0).last(), units, !frozen, kernelPenalty));
    if (bias != Bias.NONE) {
      parameters.add(new Parameter("bias", 1, units, !frozen, biasPenalty));
    }
    return parameters;
  }

  @Override
  public ActivationFunction lastFunction() {
    return activation.function();
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    Shape in = inputs.get(0);
    return Math.max(Math.max(in.last(), units), samples * in.repeats());
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return perSample(call, activation.apply(sums(call), units));
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj sums = sums(call);
    DMatrixRMaj slope =
        activation.gradient(sums, reshaped(gradient, sums.numRows), units, call.rounding());
    DMatrixRMaj kernel = call.parameters().get("kernel");
    DMatrixRMaj kernelGradient = kernel.createLike();
    CommonOps_DDRM.multTransA(vectors(call), slope, kernelGradient);
    DMatrixRMaj inputGradient = new DMatrixRMaj(sums.numRows, kernel.numRows);
    CommonOps_DDRM.multTransB(slope, kernel, inputGradient);
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    parameters.put("kernel", kernelGradient);
    if (bias != Bias.NONE) {
      parameters.put("bias", CommonOps_DDRM.sumCols(slope, null));
    }
    return new Gradients(List.of(perSample(call, inputGradient)), parameters);
  }

  @Override
  public double[] distancesToCorners(Call call) {
    return activation.distancesToCorners(perSample(call, sums(call)));
  }

  /** {@code input · kernel + bias}, a row for each vector along the last axis. */
  private DMatrixRMaj sums(Call call) {
    DMatrixRMaj vectors = vectors(call);
    DMatrixRMaj sums = new DMatrixRMaj(vectors.numRows, units);
    CommonOps_DDRM.mult(vectors, call.parameters().get("kernel"), sums);
    if (bias != Bias.NONE) {
      DMatrixRMaj row = call.parameters().get("bias");
      for (int i = 0; i < sums.data.length; i++) {
        sums.data[i] += row.data[i % units];
      }
    }
    return sums;
  }

  private static DMatrixRMaj vectors(Call call) {
    return reshaped(call.input(), call.samples() * call.shape().repeats());
  }

  private static DMatrixRMaj perSample(Call call, DMatrixRMaj vectors) {
    return reshaped(vectors, call.samples());
  }

  private static DMatrixRMaj reshaped(DMatrixRMaj matrix, int rows) {
    return DMatrixRMaj.wrap(rows, matrix.data.length / rows, matrix.data);
  }
}
