package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @MultiHeadAttention}: of itself, of one other layer, or of two.
 *
 * @param heads how many heads there are
 * @param keyDim the length of a head's queries and keys
 * @param valueDim the length of a head's values
 * @param dropout the fraction of weights that is dropped
 * @param causal whether later keys do not count
 * @param bias whether biases are added
 * @param frozen whether training leaves it alone
 * @param penalty the penalty on the kernels
 */
public record MultiHeadAttention(
    int heads,
    int keyDim,
    int valueDim,
    double dropout,
    boolean causal,
    boolean bias,
    boolean frozen,
    Penalty penalty)
    implements Kind {
  private static final int LARGEST_MATRICES = 400;

  static Optional<Drawn> draw(Choices choices) {
    List<Layer> sequences = choices.ofRank(2);
    if (sequences.isEmpty()) {
      return Optional.empty();
    }
    List<Layer> inputs = new ArrayList<>(List.of(choices.one(sequences)));
    if (choices.chance(0.5)) {
      Layer value = choices.one(sequences);
      int steps = choices.shape(value).repeats();
      inputs.add(value);
      if (choices.chance(0.5)) {
        inputs.add(
            choices.one(
                sequences.stream()
                    .filter(layer -> choices.shape(layer).repeats() == steps)
                    .toList()));
      }
    }
    int keyDim = choices.below(8) + 1;
    MultiHeadAttention attention =
        new MultiHeadAttention(
            choices.below(3) + 1,
            keyDim,
            choices.chance(0.5) ? keyDim : choices.below(8) + 1,
            choices.one(List.of(0.0, 0.0, 0.3)),
            choices.chance(0.3),
            choices.chance(0.7),
            choices.chance(0.1),
            choices.penalty());
    int matrices =
        attention.heads
            * choices.shape(inputs.get(0)).repeats()
            * choices.shape(inputs.get(inputs.size() - 1)).repeats();
    return matrices > LARGEST_MATRICES
        ? Optional.empty()
        : Optional.of(new Drawn(attention, inputs));
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    attributes.add("numHeads = " + heads);
    attributes.add("keyDim = " + keyDim);
    if (valueDim != keyDim) {
      attributes.add("valueDim = " + valueDim);
    }
    if (dropout > 0) {
      attributes.add("dropout = " + dropout);
    }
    if (causal) {
      attributes.add("useCausalMask = true");
    }
    attributes.add(
        bias
            ? "biasInitializer = @Init(value = Initializer.UNIFORM, min = -0.5, max = 0.5)"
            : "useBias = false");
    if (frozen) {
      attributes.add("frozen = true");
    }
    if (!penalty.equals(Penalty.NONE)) {
      attributes.add("kernelRegularizer = " + penalty.java());
    }
    return attributes;
  }

  @Override
  public List<String> furtherInputs() {
    return List.of("value", "key");
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    List<Parameter> parameters = new ArrayList<>();
    add(parameters, "query", inputs.get(0).last() * heads, heads, keyDim);
    add(parameters, "key", inputs.get(inputs.size() - 1).last() * heads, heads, keyDim);
    add(parameters, "value", inputs.get(value(inputs)).last() * heads, heads, valueDim);
    add(parameters, "attention_output", heads * valueDim, 1, inputs.get(0).last());
    return parameters;
  }

  private void add(List<Parameter> to, String name, int rows, int biasRows, int columns) {
    to.add(new Parameter(name + "_kernel", rows, columns, !frozen, penalty));
    if (bias) {
      to.add(new Parameter(name + "_bias", biasRows, columns, !frozen, Penalty.NONE));
    }
  }

  private static int value(List<?> inputs) {
    return Math.min(1, inputs.size() - 1);
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    int steps = inputs.stream().mapToInt(Shape::repeats).max().orElseThrow();
    int size = inputs.stream().mapToInt(Shape::last).max().orElseThrow();
    return Math.max(samples * steps, Math.max(size, heads * Math.max(keyDim, valueDim)));
  }

  @Override
  public Optional<DMatrixRMaj> mask(Call call) {
    return call.masks().get(0);
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    Pass pass = new Pass(call);
    return pass.project("attention_output", pass.sums, pass.queries);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    return new Pass(call).backward(gradient);
  }

  /** The values of one call, and their gradients. */
  private final class Pass {
    private final Call call;
    private final Map<String, DMatrixRMaj> gradients = new LinkedHashMap<>();
    private final int queries;
    private final int keys;
    private final DMatrixRMaj query;
    private final DMatrixRMaj key;
    private final DMatrixRMaj value;
    private final DMatrixRMaj weights;
    private final DMatrixRMaj kept;
    private final DMatrixRMaj sums;

    Pass(Call call) {
      this.call = call;
      int last = call.inputs().size() - 1;
      queries = call.shapes().get(0).repeats();
      keys = call.shapes().get(last).repeats();
      query = project("query", call.inputs().get(0), queries);
      key = project("key", call.inputs().get(last), keys);
      value = project("value", call.inputs().get(value(call.inputs())), keys);
      weights = new DMatrixRMaj(call.samples(), heads * queries * keys);
      for (int sample = 0; sample < call.samples(); sample++) {
        for (int row = 0; row < heads * queries; row++) {
          softmax(sample, row / queries, row % queries);
        }
      }
      kept = weights.copy();
      double scale = call.rounding().offBy(1, 1);
      for (int sample = 0; sample < call.samples(); sample++) {
        for (int i = 0; i < kept.numCols; i++) {
          kept.set(sample, i, weights.get(sample, i) * factor(sample, i) * scale);
        }
      }
      sums = new DMatrixRMaj(call.samples(), queries * heads * valueDim);
      each(valueDim, (s, w, q, k) -> sums.add(s, q, kept.get(s, w) * value.get(s, k)));
    }

    private void softmax(int sample, int head, int i) {
      int row = (head * queries + i) * keys;
      double greatest = Double.NEGATIVE_INFINITY;
      double[] scores = new double[keys];
      for (int j = 0; j < keys; j++) {
        for (int c = 0; c < keyDim; c++) {
          scores[j] +=
              query.get(sample, (i * heads + head) * keyDim + c)
                  * key.get(sample, (j * heads + head) * keyDim + c)
                  / Math.sqrt(keyDim);
        }
        greatest = counts(sample, i, j) ? Math.max(greatest, scores[j]) : greatest;
      }
      double sum = 0;
      for (int j = 0; j < keys; j++) {
        scores[j] = counts(sample, i, j) ? Math.exp(scores[j] - greatest) : 0;
        sum += scores[j];
      }
      for (int j = 0; j < keys; j++) {
        weights.set(sample, row + j, sum == 0 ? 1.0 / keys : scores[j] / sum);
      }
    }

    private boolean counts(int sample, int i, int j) {
      int last = call.inputs().size() - 1;
      return isCounted(0, sample, i)
          && isCounted(value(call.inputs()), sample, j)
          && isCounted(last, sample, j)
          && (!causal || j <= i);
    }

    private boolean isCounted(int input, int sample, int step) {
      return call.masks().get(input).map(mask -> mask.get(sample, step) != 0).orElse(true);
    }

    private boolean anyCounts(int sample, int i) {
      boolean any = false;
      for (int j = 0; j < keys; j++) {
        any |= counts(sample, i, j);
      }
      return any;
    }

    private double factor(int sample, int i) {
      if (call.noise().isEmpty() || dropout == 0) {
        return 1;
      }
      long noise = Noise.key(call.noise().getAsLong(), call.position(), sample);
      return Noise.uniform(noise, i) < (float) dropout ? 0 : 1 / (1 - dropout);
    }

    /** A product along the last axis. */
    DMatrixRMaj project(String name, DMatrixRMaj input, int steps) {
      DMatrixRMaj kernel = call.parameters().get(name + "_kernel");
      int in = input.numCols / steps;
      int out = kernel.data.length / in;
      DMatrixRMaj result = new DMatrixRMaj(call.samples(), steps * out);
      for (int sample = 0; sample < call.samples(); sample++) {
        for (int r = 0; r < result.numCols; r++) {
          double sum = bias ? call.parameters().get(name + "_bias").data[r % out] : 0;
          for (int i = 0; i < in; i++) {
            sum += input.get(sample, r / out * in + i) * kernel.data[i * out + r % out];
          }
          result.set(sample, r, sum);
        }
      }
      return call.rounding().written(result);
    }

    /** The gradient of what was projected. */
    private DMatrixRMaj back(String name, DMatrixRMaj input, int steps, DMatrixRMaj gradient) {
      DMatrixRMaj kernel = call.parameters().get(name + "_kernel");
      int in = input.numCols / steps;
      int out = kernel.data.length / in;
      DMatrixRMaj kernelGradient = kernel.createLike();
      DMatrixRMaj inputGradient = input.createLike();
      DMatrixRMaj biasGradient = new DMatrixRMaj(1, out);
      for (int sample = 0; sample < call.samples(); sample++) {
        for (int r = 0; r < gradient.numCols; r++) {
          double g = gradient.get(sample, r);
          biasGradient.data[r % out] += g;
          for (int i = 0; i < in; i++) {
            int element = r / out * in + i;
            kernelGradient.data[i * out + r % out] += g * input.get(sample, element);
            inputGradient.add(sample, element, g * kernel.data[i * out + r % out]);
          }
        }
      }
      gradients.put(name + "_kernel", kernelGradient);
      if (bias) {
        DMatrixRMaj vector = call.parameters().get(name + "_bias");
        gradients.put(
            name + "_bias", DMatrixRMaj.wrap(vector.numRows, vector.numCols, biasGradient.data));
      }
      return inputGradient;
    }

    Gradients backward(DMatrixRMaj gradient) {
      DMatrixRMaj ofSums =
          call.rounding().written(back("attention_output", sums, queries, gradient));
      DMatrixRMaj ofKept = kept.createLike();
      DMatrixRMaj ofValue = value.createLike();
      each(
          valueDim,
          (s, w, q, k) -> {
            ofKept.add(s, w, ofSums.get(s, q) * value.get(s, k));
            ofValue.add(s, k, ofSums.get(s, q) * kept.get(s, w));
          });
      DMatrixRMaj ofScores = scoresGradient(call.rounding().written(ofKept));
      DMatrixRMaj ofQuery = query.createLike();
      DMatrixRMaj ofKey = key.createLike();
      double scale = 1 / Math.sqrt(keyDim);
      each(
          keyDim,
          (s, w, q, k) -> {
            ofQuery.add(s, q, scale * ofScores.get(s, w) * key.get(s, k));
            ofKey.add(s, k, scale * ofScores.get(s, w) * query.get(s, q));
          });
      List<DMatrixRMaj> inputs = new ArrayList<>();
      call.inputs().forEach(input -> inputs.add(input.createLike()));
      int last = inputs.size() - 1;
      add(inputs, 0, back("query", call.inputs().get(0), queries, ofQuery));
      add(inputs, last, back("key", call.inputs().get(last), keys, ofKey));
      int middle = value(inputs);
      add(inputs, middle, back("value", call.inputs().get(middle), keys, ofValue));
      return new Gradients(inputs, gradients);
    }

    private DMatrixRMaj scoresGradient(DMatrixRMaj ofKept) {
      DMatrixRMaj ofScores = weights.createLike();
      for (int sample = 0; sample < call.samples(); sample++) {
        for (int row = 0; row < heads * queries; row++) {
          double sum = 0;
          double magnitude = 0;
          for (int n = row * keys; n < (row + 1) * keys; n++) {
            double term = weights.get(sample, n) * ofKept.get(sample, n) * factor(sample, n);
            sum += term;
            magnitude += Math.abs(term);
          }
          for (int n = row * keys; n < (row + 1) * keys; n++) {
            double weight = weights.get(sample, n);
            double slope = weight * (ofKept.get(sample, n) * factor(sample, n) - sum);
            ofScores.set(
                sample,
                n,
                anyCounts(sample, row % queries)
                    ? call.rounding().offBy(weight * magnitude, slope)
                    : 0);
          }
        }
      }
      return ofScores;
    }

    private void add(List<DMatrixRMaj> gradients, int index, DMatrixRMaj term) {
      DMatrixRMaj sum = gradients.get(index);
      DMatrixRMaj rounded = call.rounding().written(term);
      for (int i = 0; i < sum.data.length; i++) {
        sum.data[i] += rounded.data[i];
      }
    }

    /** Visits each weight with each element of its query's and its key's vectors. */
    private void each(int size, Visitor visitor) {
      for (int sample = 0; sample < call.samples(); sample++) {
        for (int w = 0; w < heads * queries * keys; w++) {
          int head = w / keys / queries;
          for (int c = 0; c < size; c++) {
            visitor.visit(
                sample,
                w,
                (w / keys % queries * heads + head) * size + c,
                (w % keys * heads + head) * size + c);
          }
        }
      }
    }
  }

  /** What is done with a weight. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int sample, int weight, int query, int key);
  }
}
