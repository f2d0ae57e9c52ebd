package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * {@code @DepthwiseConv2D}: a convolution of each channel on its own; {@code @SeparableConv2D}: the
 * same and then a product of the channels at each place with a matrix.
 *
 * @param multiplier how many results each channel gives
 * @param window how the kernel moves
 * @param filters the columns of the matrix; 0 where there is none
 * @param weights the kernels, the bias and the activation
 */
public record DepthwiseConvolution(int multiplier, Window window, int filters, Weights weights)
    implements Kind {
  private static final int MOST_MULTIPLY_ADDS = 20_000;

  static Optional<Drawn> draw(Choices choices) {
    return choices
        .picture()
        .filter(input -> choices.shape(input).rank() == 3)
        .flatMap(input -> draw(choices, input));
  }

  private static Optional<Drawn> draw(Choices choices, Layer input) {
    Shape in = choices.shape(input);
    int multiplier = 1 + choices.below(3);
    int filters = choices.chance(0.5) ? 1 + choices.below(8) : 0;
    Window window = Window.draw(choices, in, List.of("VALID", "SAME"), true);
    int last = filters == 0 ? in.last() * multiplier : filters;
    DepthwiseConvolution convolution =
        new DepthwiseConvolution(multiplier, window, filters, Weights.draw(choices, last));
    int size = window.shape(in, last).size();
    return size > Choices.LARGEST_VALUE
            || window.shape(in, in.last() * multiplier).size() * window.area() > MOST_MULTIPLY_ADDS
        ? Optional.empty()
        : Optional.of(new Drawn(convolution, List.of(input)));
  }

  @Override
  public String annotation() {
    return filters == 0 ? "DepthwiseConv2D" : "SeparableConv2D";
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(window.attributes("kernelSize"));
    if (filters > 0) {
      attributes.add("filters = " + filters);
    }
    if (multiplier > 1) {
      attributes.add("depthMultiplier = " + multiplier);
    }
    weights.attributes().stream()
        .map(attribute -> attribute.replace("kernelRegularizer", "depthwiseRegularizer"))
        .forEach(attributes::add);
    return attributes;
  }

  private int last(Shape input) {
    return filters == 0 ? input.last() * multiplier : filters;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return window.shape(inputs.get(0), last(inputs.get(0)));
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    int channels = inputs.get(0).last();
    int biases = last(inputs.get(0));
    if (filters == 0) {
      return weights.parameters("kernel", window.area() * channels, multiplier, biases);
    }
    List<Parameter> parameters =
        new ArrayList<>(
            weights.parameters("depthwise_kernel", window.area() * channels, multiplier, biases));
    parameters.add(
        1,
        new Parameter(
            "pointwise_kernel",
            channels * multiplier,
            filters,
            !weights.frozen(),
            Parameter.Penalty.NONE));
    return parameters;
  }

  @Override
  public ActivationFunction lastFunction() {
    return weights.activation().function();
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    int terms = window.area() + multiplier * inputs.get(0).last() + filters;
    return Math.max(terms, samples * shape(inputs).repeats());
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return weights.activation().apply(sums(call), last(call.shape()));
  }

  @Override
  public double[] distancesToCorners(Call call) {
    return weights.activation().distancesToCorners(sums(call));
  }

  /** A product of a sum over the places of the window. */
  private interface Term {
    void visit(int sample, int input, int weight, int sum);
  }

  private void visit(Call call, Term term) {
    int channels = call.shape().last();
    int positions = window.shape(call.shape(), 1).size();
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int position = 0; position < positions; position++) {
        for (int place = 0; place < window.area(); place++) {
          int under = window.under(call.shape(), position, place);
          for (int c = 0; under >= 0 && c < channels; c++) {
            for (int m = 0; m < multiplier; m++) {
              term.visit(
                  sample,
                  under * channels + c,
                  (place * channels + c) * multiplier + m,
                  (position * channels + c) * multiplier + m);
            }
          }
        }
      }
    }
  }

  private DMatrixRMaj kernel(Call call) {
    return call.parameters().get(filters == 0 ? "kernel" : "depthwise_kernel");
  }

  /** The results of each channel on its own. */
  private DMatrixRMaj channels(Call call) {
    int results = window.shape(call.shape(), call.shape().last() * multiplier).size();
    DMatrixRMaj sums = new DMatrixRMaj(call.samples(), results);
    double[] kernel = kernel(call).data;
    visit(
        call,
        (sample, input, weight, sum) ->
            sums.add(sample, sum, call.input().get(sample, input) * kernel[weight]));
    return sums;
  }

  private DMatrixRMaj sums(Call call) {
    DMatrixRMaj sums = channels(call);
    if (filters > 0) {
      DMatrixRMaj mixed =
          CommonOps_DDRM.mult(places(call, sums), call.parameters().get("pointwise_kernel"), null);
      sums = DMatrixRMaj.wrap(call.samples(), mixed.data.length / call.samples(), mixed.data);
    }
    if (weights.hasBias()) {
      double[] bias = call.parameters().get("bias").data;
      for (int i = 0; i < sums.data.length; i++) {
        sums.data[i] += bias[i % bias.length];
      }
    }
    return sums;
  }

  /** The results of the channels with a row for each place. */
  private DMatrixRMaj places(Call call, DMatrixRMaj channels) {
    int width = call.shape().last() * multiplier;
    return DMatrixRMaj.wrap(channels.data.length / width, width, channels.data);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj slope =
        weights.activation().gradient(sums(call), gradient, last(call.shape()), call.rounding());
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    DMatrixRMaj each = slope;
    if (filters > 0) {
      DMatrixRMaj rows = DMatrixRMaj.wrap(slope.data.length / filters, filters, slope.data);
      DMatrixRMaj matrix = call.parameters().get("pointwise_kernel");
      DMatrixRMaj places = places(call, channels(call));
      parameters.put("pointwise_kernel", CommonOps_DDRM.multTransA(places, rows, null));
      DMatrixRMaj back = CommonOps_DDRM.multTransB(rows, matrix, null);
      each = DMatrixRMaj.wrap(call.samples(), back.data.length / call.samples(), back.data);
    }
    DMatrixRMaj eachGradient = each;
    DMatrixRMaj kernel = kernel(call);
    DMatrixRMaj kernelGradient = kernel.createLike();
    DMatrixRMaj inputGradient = call.input().createLike();
    visit(
        call,
        (sample, input, weight, sum) -> {
          double g = eachGradient.get(sample, sum);
          kernelGradient.data[weight] += g * call.input().get(sample, input);
          inputGradient.add(sample, input, g * kernel.data[weight]);
        });
    parameters.put(filters == 0 ? "kernel" : "depthwise_kernel", kernelGradient);
    if (weights.hasBias()) {
      DMatrixRMaj bias = new DMatrixRMaj(1, last(call.shape()));
      for (int i = 0; i < slope.data.length; i++) {
        bias.data[i % bias.data.length] += slope.data[i];
      }
      parameters.put("bias", bias);
    }
    return new Gradients(List.of(inputGradient), parameters);
  }
}
