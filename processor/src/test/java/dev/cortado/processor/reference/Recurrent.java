package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
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
 * @param resetsFirst whether a GRU resets hidden states before the product
 * @param units the size of a state
 * @param activation what is applied to candidates
 * @param gate what is applied to gates
 * @param bias whether there is a bias, and where it begins
 * @param dropout the fraction of hidden states that is dropped before the product
 * @param frozen whether training leaves the layer alone
 * @param penalty the penalty on the recurrent kernel
 * @param sequences whether it hands on all hidden states
 * @param state whether it hands on the states at the end
 * @param given whether layers give the states before the first step
 * @param backwards whether it reads the last step first
 * @param merge how both directions are merged; NO where it reads in one
 */
public record Recurrent(
    String type,
    boolean resetsFirst,
    int units,
    ActivationFunction activation,
    ActivationFunction gate,
    Bias bias,
    double dropout,
    boolean frozen,
    Penalty penalty,
    boolean sequences,
    boolean state,
    boolean given,
    boolean backwards,
    String merge)
    implements Kind {
  private static final int MOST_MULTIPLY_ADDS = 20_000;
  private static final List<String> MERGES = List.of("CONCAT", "SUM", "MUL", "AVE");

  /**
   * Bounded ones: with others, states may grow from step to step until they are infinite. Those of
   * a GRU, the first two, are not negative either: its states would swing, and after some steps
   * hang on the least change.
   */
  private static final List<ActivationFunction> GATES =
      List.of(
          ActivationFunction.SIGMOID,
          ActivationFunction.HARD_SIGMOID,
          ActivationFunction.TANH,
          ActivationFunction.SOFTSIGN);

  static Optional<Drawn> drawSimple(Choices choices) {
    return draw("SimpleRNN", choices);
  }

  static Optional<Drawn> drawLstm(Choices choices) {
    return draw("LSTM", choices);
  }

  static Optional<Drawn> drawGru(Choices choices) {
    return draw("GRU", choices);
  }

  private static Optional<Drawn> draw(String type, Choices choices) {
    return choices.sequence().flatMap(input -> draw(type, choices, input));
  }

  private static Optional<Drawn> draw(String type, Choices choices, Layer input) {
    Shape in = choices.shape(input);
    boolean bothWays = choices.chance(0.3);
    List<Layer> inputs = new ArrayList<>(List.of(input));
    int units = choices.chance(0.2) ? choices.size() : 1 + choices.below(9);
    if (!bothWays && choices.chance(0.5)) {
      Layer first = choices.layer();
      units = choices.shape(first).size();
      inputs.add(first);
      if (type.equals("LSTM")) {
        int size = units;
        inputs.add(choices.one(choices.layersWhere(shape -> shape.size() == size)));
      }
    }
    Recurrent layer =
        new Recurrent(
            type,
            false,
            units,
            choices.chance(0.7) ? ActivationFunction.TANH : function(choices),
            type.equals("SimpleRNN") || choices.chance(0.7)
                ? ActivationFunction.SIGMOID
                : choices.one(type.equals("GRU") ? GATES.subList(0, 2) : GATES),
            choices.one(List.of(Bias.NONE, Bias.ZERO, Bias.RANDOM, Bias.RANDOM)),
            choices.one(List.of(0.0, 0.0, 0.2, 0.5)),
            choices.chance(0.15),
            choices.penalty(),
            choices.chance(0.6),
            !bothWays && choices.chance(0.3),
            inputs.size() > 1,
            !bothWays && choices.chance(0.3),
            bothWays ? choices.one(MERGES) : "NO");
    if (type.equals("GRU") && choices.aside().chance(0.5)) {
      layer = layer.resettingFirst();
    }
    int products = in.size() / in.last() * layer.width() * (in.last() + units);
    return layer.shape(List.of(in)).size() > Choices.LARGEST_VALUE || products > MOST_MULTIPLY_ADDS
        ? Optional.empty()
        : Optional.of(new Drawn(layer, inputs));
  }

  /** The same, but that it resets first. */
  private Recurrent resettingFirst() {
    return new Recurrent(
        type,
        true,
        units,
        activation,
        gate,
        bias,
        dropout,
        frozen,
        penalty,
        sequences,
        state,
        given,
        backwards,
        merge);
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
    if (resetsFirst) {
      attributes.add("resetAfter = false");
    }
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
    if (dropout > 0) {
      attributes.add("recurrentDropout = " + dropout);
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
    if (state) {
      attributes.add("returnState = true");
    }
    if (backwards) {
      attributes.add("goBackwards = true");
    }
    if (!merge.equals("NO")) {
      attributes.add("bidirectional = Bidirectional." + merge);
    }
    return attributes;
  }

  /** How many sums a step has. */
  private int width() {
    return units * (type.equals("LSTM") ? 4 : type.equals("GRU") ? 3 : 1);
  }

  private int states() {
    return type.equals("LSTM") ? 2 : 1;
  }

  /** The shape of what one direction gives. */
  private Shape shapeOfOne(Shape in) {
    int rows = (sequences ? in.sizes().get(0) : 1) + (state ? states() : 0);
    return sequences || state ? Shape.of(rows, units) : Shape.of(units);
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Shape shape = shapeOfOne(inputs.get(0));
    return merge.equals("CONCAT") ? shape.with(shape.rank() - 1, 2 * units) : shape;
  }

  /** How the names of the parameters of each direction begin. */
  private List<String> directions() {
    return merge.equals("NO") ? List.of("") : List.of("forward_", "backward_");
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    List<Parameter> parameters = new ArrayList<>();
    for (String prefix : directions()) {
      int features = inputs.get(0).last();
      parameters.add(new Parameter(prefix + "kernel", features, width(), !frozen, Penalty.NONE));
      parameters.add(new Parameter(prefix + "recurrent_kernel", units, width(), !frozen, penalty));
      if (bias != Bias.NONE) {
        int rows = type.equals("GRU") && !resetsFirst ? 2 : 1;
        parameters.add(new Parameter(prefix + "bias", rows, width(), !frozen, Penalty.NONE));
      }
    }
    return parameters;
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    Shape in = inputs.get(0);
    return Math.max(Math.max(in.last() + units, width()), samples * in.repeats());
  }

  /** The steps of a sample in a direction. */
  private RecurrentSteps steps(Call call, int sample, String prefix) {
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    for (String name : List.of("kernel", "recurrent_kernel", "bias")) {
      if (call.parameters().containsKey(prefix + name)) {
        parameters.put(name, call.parameters().get(prefix + name));
      }
    }
    double[][] first = new double[2][units];
    for (int i = 1; i < call.inputs().size(); i++) {
      first[i - 1] = row(call.inputs().get(i), sample);
    }
    return new RecurrentSteps(
        this,
        backwards || prefix.equals("backward_"),
        row(call.input(), sample),
        call.shape().last(),
        call.masks().get(0).map(mask -> row(mask, sample)),
        parameters,
        factors(call, sample, prefix),
        first);
  }

  /** What hidden states are multiplied by before the product. Each direction draws its own. */
  private double[] factors(Call call, int sample, String prefix) {
    double[] factors = new double[units];
    Arrays.fill(factors, 1);
    if (dropout == 0 || call.noise().isEmpty()) {
      return factors;
    }
    int first = prefix.equals("backward_") ? units : 0;
    long key = Noise.key(call.noise().getAsLong(), call.position(), sample);
    double scale = call.rounding().offBy(1, 1) / (1 - dropout);
    for (int j = 0; j < units; j++) {
      factors[j] = Noise.uniform(key, first + j) < (float) dropout ? 0 : scale;
    }
    return factors;
  }

  private static double[] row(DMatrixRMaj matrix, int row) {
    return Arrays.copyOfRange(matrix.data, row * matrix.numCols, (row + 1) * matrix.numCols);
  }

  /** Which step a row of a direction shows; for the states at the end, as many as steps or more. */
  private int step(int row, int steps, String prefix) {
    if (!sequences) {
      return steps - 1 + row;
    }
    return prefix.equals("backward_") ? steps - 1 - row : row;
  }

  /** What a direction gives for a sample. */
  private double[] output(RecurrentSteps steps, int size, String prefix) {
    double[] output = new double[size];
    for (int i = 0; i < size; i++) {
      int step = step(i / units, steps.count(), prefix);
      double[] shown =
          step < steps.count()
              ? steps.output(step)
              : step == steps.count() ? steps.lastHidden() : steps.lastCell();
      output[i] = shown[i % units];
    }
    return output;
  }

  /** The mask of the input, in the order in which the steps were read. */
  @Override
  public Optional<DMatrixRMaj> mask(Call call) {
    return sequences && !state
        ? call.masks().get(0).map(mask -> backwards ? turned(mask) : mask)
        : Optional.empty();
  }

  private static DMatrixRMaj turned(DMatrixRMaj rows) {
    DMatrixRMaj turned = rows.createLike();
    for (int s = 0; s < rows.numRows; s++) {
      for (int i = 0; i < rows.numCols; i++) {
        turned.set(s, i, rows.get(s, rows.numCols - 1 - i));
      }
    }
    return turned;
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj result = new DMatrixRMaj(call.samples(), shape(call.shapes()).size());
    int size = shapeOfOne(call.shape()).size();
    for (int s = 0; s < call.samples(); s++) {
      List<double[]> parts = new ArrayList<>();
      for (String prefix : directions()) {
        parts.add(output(steps(call, s, prefix), size, prefix));
      }
      for (int i = 0; i < size; i++) {
        for (int d = 0; d < parts.size(); d++) {
          result.set(s, place(i, d), merged(parts, i, d));
        }
      }
    }
    return result;
  }

  /** Where an element of a direction goes. */
  private int place(int element, int direction) {
    return merge.equals("CONCAT")
        ? (2 * (element / units) + direction) * units + element % units
        : element;
  }

  private double merged(List<double[]> parts, int i, int direction) {
    return switch (merge) {
      case "SUM" -> parts.get(0)[i] + parts.get(1)[i];
      case "MUL" -> parts.get(0)[i] * parts.get(1)[i];
      case "AVE" -> (parts.get(0)[i] + parts.get(1)[i]) / 2;
      default -> parts.get(direction)[i];
    };
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    List<DMatrixRMaj> inputs = call.inputs().stream().map(DMatrixRMaj::createLike).toList();
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    call.parameters().forEach((name, value) -> parameters.put(name, value.createLike()));
    int size = shapeOfOne(call.shape()).size();
    for (int s = 0; s < call.samples(); s++) {
      List<RecurrentSteps> runs = new ArrayList<>();
      List<double[]> parts = new ArrayList<>();
      for (String prefix : directions()) {
        runs.add(steps(call, s, prefix));
        parts.add(output(runs.get(runs.size() - 1), size, prefix));
      }
      for (int d = 0; d < runs.size(); d++) {
        double[] part = new double[size];
        for (int i = 0; i < size; i++) {
          double factor = merge.equals("MUL") ? parts.get(1 - d)[i] : merge.equals("AVE") ? 0.5 : 1;
          part[i] = factor * gradient.get(s, place(i, d));
        }
        backward(call, s, directions().get(d), runs.get(d), part, inputs, parameters);
      }
    }
    return new Gradients(inputs, parameters);
  }

  private void backward(
      Call call,
      int sample,
      String prefix,
      RecurrentSteps steps,
      double[] gradient,
      List<DMatrixRMaj> inputs,
      Map<String, DMatrixRMaj> parameters) {
    double[][] outputs = new double[steps.count()][units];
    double[][] states = new double[2][units];
    for (int i = 0; i < gradient.length; i++) {
      // After the outputs come the hidden state at the end, and the cell state
      int row = i / units - (sequences ? steps.count() : 1);
      double[] target = row < 0 ? outputs[step(i / units, steps.count(), prefix)] : states[row];
      target[i % units] = gradient[i];
    }
    Map<String, DMatrixRMaj> own = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            own.put(name.substring(prefix.length()), value);
          }
        });
    double[] back = steps.backward(outputs, states, own, call.rounding());
    add(back, inputs.get(0), sample);
    for (int i = 1; i < inputs.size(); i++) {
      add(states[i - 1], inputs.get(i), sample);
    }
  }

  private static void add(double[] row, DMatrixRMaj matrix, int sample) {
    for (int i = 0; i < row.length; i++) {
      matrix.add(sample, i, row[i]);
    }
  }

  @Override
  public double[] distancesToCorners(Call call) {
    double[] distances = new double[call.samples()];
    for (int s = 0; s < distances.length; s++) {
      int sample = s;
      distances[s] =
          directions().stream()
              .mapToDouble(prefix -> steps(call, sample, prefix).distanceToCorners())
              .min()
              .orElseThrow();
    }
    return distances;
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
