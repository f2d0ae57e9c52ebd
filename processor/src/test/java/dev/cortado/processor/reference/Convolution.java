package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Conv1D} and {@code @Conv2D}: {@code activation(input * kernel + bias)}.
 *
 * @param filters the number of filters
 * @param window how the kernel moves
 * @param groups into how many groups channels and filters are divided
 * @param weights the kernel, the bias and the activation
 */
public record Convolution(int filters, Window window, int groups, Weights weights) implements Kind {
  private static final int MOST_MULTIPLY_ADDS = 20_000;

  static Optional<Drawn> draw(Choices choices) {
    return choices.picture().flatMap(input -> draw(choices, input));
  }

  private static Optional<Drawn> draw(Choices choices, Layer input) {
    Shape in = choices.shape(input);
    List<String> paddings =
        in.rank() == 2 ? List.of("VALID", "SAME", "CAUSAL") : List.of("VALID", "SAME");
    int channels = in.last();
    int groups = choices.chance(0.3) ? choices.divisor(channels) : 1;
    int filters = groups * (1 + choices.below(groups == 1 ? 17 : 3));
    Window window = Window.draw(choices, in, paddings, true);
    Convolution convolution =
        new Convolution(filters, window, groups, Weights.draw(choices, filters));
    int size = window.shape(in, filters).size();
    return size > Choices.LARGEST_VALUE || size * window.area() * channels > MOST_MULTIPLY_ADDS
        ? Optional.empty()
        : Optional.of(new Drawn(convolution, List.of(input)));
  }

  @Override
  public String annotation() {
    return "Conv" + window.size().size() + "D";
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(List.of("filters = " + filters));
    attributes.addAll(window.attributes("kernelSize"));
    if (groups > 1) {
      attributes.add("groups = " + groups);
    }
    attributes.addAll(weights.attributes());
    return attributes;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return window.shape(inputs.get(0), filters);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    int rows = window.area() * inputs.get(0).last() / groups;
    return weights.parameters("kernel", rows, filters, filters);
  }

  @Override
  public ActivationFunction lastFunction() {
    return weights.activation().function();
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    int terms = window.area() * Math.max(inputs.get(0).last(), filters);
    return Math.max(terms, samples * shape(inputs).repeats());
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return weights.activation().apply(sums(call), filters);
  }

  @Override
  public double[] distancesToCorners(Call call) {
    return weights.activation().distancesToCorners(sums(call));
  }

  /** What happens to a product of the sum: the element of the input, of the kernel, of the sums. */
  private interface Term {
    void visit(int sample, int input, int weight, int sum);
  }

  /** Visits every product that is not one with padding. */
  private void visit(Call call, Term term) {
    int channels = call.shape().last();
    int positions = window.shape(call.shape(), 1).size();
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int position = 0; position < positions; position++) {
        for (int place = 0; place < window.area(); place++) {
          int under = window.under(call.shape(), position, place);
          for (int f = 0; under >= 0 && f < filters; f++) {
            int first = f / (filters / groups) * (channels / groups);
            for (int c = 0; c < channels / groups; c++) {
              term.visit(
                  sample,
                  under * channels + first + c,
                  (place * (channels / groups) + c) * filters + f,
                  position * filters + f);
            }
          }
        }
      }
    }
  }

  private DMatrixRMaj sums(Call call) {
    DMatrixRMaj sums = new DMatrixRMaj(call.samples(), shape(call.shapes()).size());
    if (weights.hasBias()) {
      double[] bias = call.parameters().get("bias").data;
      for (int i = 0; i < sums.data.length; i++) {
        sums.data[i] = bias[i % filters];
      }
    }
    double[] kernel = call.parameters().get("kernel").data;
    visit(
        call,
        (sample, input, weight, sum) ->
            sums.add(sample, sum, call.input().get(sample, input) * kernel[weight]));
    return sums;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj slope =
        weights.activation().gradient(sums(call), gradient, filters, call.rounding());
    DMatrixRMaj kernel = call.parameters().get("kernel");
    DMatrixRMaj kernelGradient = kernel.createLike();
    DMatrixRMaj inputGradient = call.input().createLike();
    visit(
        call,
        (sample, input, weight, sum) -> {
          double g = slope.get(sample, sum);
          kernelGradient.data[weight] += g * call.input().get(sample, input);
          inputGradient.add(sample, input, g * kernel.data[weight]);
        });
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    parameters.put("kernel", kernelGradient);
    if (weights.hasBias()) {
      DMatrixRMaj bias = new DMatrixRMaj(1, filters);
      for (int i = 0; i < slope.data.length; i++) {
        bias.data[i % filters] += slope.data[i];
      }
      parameters.put("bias", bias);
    }
    return new Gradients(List.of(inputGradient), parameters);
  }
}
