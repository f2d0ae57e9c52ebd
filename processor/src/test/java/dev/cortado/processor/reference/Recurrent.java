package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Dense.Bias;
import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @SimpleRNN}, {@code @LSTM} and {@code @GRU}.
 *
 * @param type the annotation's name
 * @param units the size of a state
 * @param activation what is applied to candidates
 * @param gate what is applied to gates
 * @param bias whether there is a bias, and where it begins
 * @param frozen whether training leaves the layer alone
 * @param penalty the penalty on the recurrent kernel
 * @param sequences whether it hands on all hidden states
 * @param backwards whether it reads the last step first
 */
public record Recurrent(
    String type,
    int units,
    ActivationFunction activation,
    ActivationFunction gate,
    Bias bias,
    boolean frozen,
    Penalty penalty,
    boolean sequences,
    boolean backwards)
    implements Kind {
  private static final int MOST_MULTIPLY_ADDS = 20_000;
  private static final List<String> TYPES = List.of("SimpleRNN", "LSTM", "GRU");

  static Optional<Drawn> draw(Choices choices) {
    return choices.sequence().flatMap(input -> draw(choices, input));
  }

  private static Optional<Drawn> draw(Choices choices, Layer input) {
    Shape in = choices.shape(input);
    String type = choices.one(TYPES);
    int units = choices.size();
    Recurrent layer =
        new Recurrent(
            type,
            units,
            choices.chance(0.7) ? ActivationFunction.TANH : function(choices),
            type.equals("SimpleRNN") || choices.chance(0.7)
                ? ActivationFunction.SIGMOID
                : function(choices),
            choices.one(List.of(Bias.NONE, Bias.ZERO, Bias.RANDOM, Bias.RANDOM)),
            choices.chance(0.15),
            choices.penalty(),
            choices.chance(0.6),
            choices.chance(0.3));
    int products = in.size() / in.last() * layer.width() * (in.last() + units);
    return layer.shape(List.of(in)).size() > Choices.LARGEST_VALUE || products > MOST_MULTIPLY_ADDS
        ? Optional.empty()
        : Optional.of(new Drawn(layer, List.of(input)));
  }

  /** One whose derivative follows from its output, and that does not grow fast. */
  private static ActivationFunction function(Choices choices) {
    return choices.one(
        List.of(
            ActivationFunction.LINEAR,
            ActivationFunction.RELU,
            ActivationFunction.RELU6,
            ActivationFunction.LEAKY_RELU,
            ActivationFunction.ELU,
            ActivationFunction.SELU,
            ActivationFunction.CELU,
            ActivationFunction.SOFTPLUS,
            ActivationFunction.SOFTSIGN,
            ActivationFunction.TANH,
            ActivationFunction.SIGMOID,
            ActivationFunction.HARD_SIGMOID));
  }

  @Override
  public String annotation() {
    return type;
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(List.of("units = " + units));
    if (activation != ActivationFunction.TANH) {
      attributes.add("activation = " + activation);
    }
    if (gate != ActivationFunction.SIGMOID) {
      attributes.add("recurrentActivation = " + gate);
    }
    if (bias == Bias.NONE) {
      attributes.add("useBias = false");
    } else if (bias == Bias.RANDOM) {
      attributes.add("biasInitializer = @Init(value = Initializer.UNIFORM, min = -0.5, max = 0.5)");
    }
    if (frozen) {
      attributes.add("frozen = true");
    }
    if (!penalty.equals(Penalty.NONE)) {
      attributes.add("recurrentRegularizer = " + penalty.java());
    }
    if (sequences) {
      attributes.add("returnSequences = true");
    }
    if (backwards) {
      attributes.add("goBackwards = true");
    }
    return attributes;
  }

  /** How many sums a step has. */
  private int width() {
    return units * (type.equals("LSTM") ? 4 : type.equals("GRU") ? 3 : 1);
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return sequences ? Shape.of(inputs.get(0).sizes().get(0), units) : Shape.of(units);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter("kernel", inputs.get(0).last(), width(), !frozen, Penalty.NONE));
    parameters.add(new Parameter("recurrent_kernel", units, width(), !frozen, penalty));
    if (bias != Bias.NONE) {
      int rows = type.equals("GRU") ? 2 : 1;
      parameters.add(new Parameter("bias", rows, width(), !frozen, Penalty.NONE));
    }
    return parameters;
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    Shape in = inputs.get(0);
    return Math.max(Math.max(in.last() + units, width()), samples * in.repeats());
  }

  /** The steps of each sample. */
  private List<RecurrentSteps> steps(Call call) {
    List<RecurrentSteps> steps = new ArrayList<>();
    for (int s = 0; s < call.samples(); s++) {
      double[] row = new double[call.input().numCols];
      for (int i = 0; i < row.length; i++) {
        row[i] = call.input().get(s, i);
      }
      steps.add(new RecurrentSteps(this, row, call.shape().last(), call.parameters()));
    }
    return steps;
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    List<RecurrentSteps> samples = steps(call);
    DMatrixRMaj result = new DMatrixRMaj(samples.size(), shape(call.shapes()).size());
    for (int s = 0; s < samples.size(); s++) {
      RecurrentSteps steps = samples.get(s);
      for (int i = 0; i < result.numCols; i++) {
        int step = sequences ? i / units : steps.count() - 1;
        result.set(s, i, steps.hidden(step)[i % units]);
      }
    }
    return result;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    List<RecurrentSteps> samples = steps(call);
    DMatrixRMaj inputGradient = call.input().createLike();
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    call.parameters().forEach((name, value) -> parameters.put(name, value.createLike()));
    for (int s = 0; s < samples.size(); s++) {
      RecurrentSteps steps = samples.get(s);
      double[][] outputs = new double[steps.count()][units];
      for (int i = 0; i < gradient.numCols; i++) {
        outputs[sequences ? i / units : steps.count() - 1][i % units] = gradient.get(s, i);
      }
      double[] back = steps.backward(outputs, parameters, call.rounding());
      for (int i = 0; i < back.length; i++) {
        inputGradient.set(s, i, back[i]);
      }
    }
    return new Gradients(List.of(inputGradient), parameters);
  }

  @Override
  public double[] distancesToCorners(Call call) {
    return steps(call).stream().mapToDouble(RecurrentSteps::distanceToCorners).toArray();
  }

  /** How far a number is from the corners of a function, at least; far where it is on one. */
  static double distance(ActivationFunction function, double x) {
    return Arrays.stream(function.corners())
        .map(corner -> Math.abs(x - corner))
        .filter(distance -> distance > 0)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
