package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Conv2DTranspose}: each place of the input adds its multiple of the kernel to the output.
 *
 * @param filters the number of filters
 * @param window how the kernel moves over the output; its positions are the places of the input
 * @param padding how much larger the output is than the least, along each axis; -1 for Keras's
 *     {@code None}
 * @param weights the kernel, the bias and the activation
 */
public record TransposedConvolution(
    int filters, Window window, List<Integer> padding, Weights weights) implements Kind {
  private static final int MOST_MULTIPLY_ADDS = 20_000;
  static final List<Integer> NO_PADDING = List.of(-1, -1);

  static Optional<Drawn> draw(Choices choices) {
    return choices
        .picture()
        .filter(input -> choices.shape(input).rank() == 3)
        .flatMap(input -> draw(choices, input));
  }

  private static Optional<Drawn> draw(Choices choices, Layer input) {
    Shape in = choices.shape(input);
    List<Integer> size = List.of(1 + choices.below(4), 1 + choices.below(4));
    List<Integer> ones = Collections.nCopies(2, 1);
    boolean strided = choices.chance(0.6);
    List<Integer> strides = strided ? List.of(1 + choices.below(3), 1 + choices.below(3)) : ones;
    List<Integer> dilation = strided ? ones : List.of(1 + choices.below(2), 1 + choices.below(2));
    int filters = 1 + choices.below(6);
    Window window = new Window(size, strides, dilation, choices.one(List.of("VALID", "SAME")));
    TransposedConvolution transposed =
        new TransposedConvolution(
            filters,
            window,
            choices.chance(0.4)
                ? List.of(padding(choices, window, 0), padding(choices, window, 1))
                : NO_PADDING,
            Weights.draw(choices, filters));
    Shape out = transposed.shape(List.of(in));
    return out.size() > Choices.LARGEST_VALUE
            || in.size() * filters * transposed.window().area() > MOST_MULTIPLY_ADDS
        ? Optional.empty()
        : Optional.of(new Drawn(transposed, List.of(input)));
  }

  /** One of which a convolution of the output has the places of the input, if there is any. */
  private static int padding(Choices choices, Window window, int axis) {
    int stride = window.strides().get(axis);
    int span = (window.size().get(axis) - 1) * window.dilation().get(axis) + 1;
    int least = window.padding().equals("SAME") && span % 2 == 0 ? 1 : 0;
    return least < stride ? least + choices.below(stride - least) : -1;
  }

  @Override
  public String annotation() {
    return "Conv2DTranspose";
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(List.of("filters = " + filters));
    attributes.addAll(window.attributes("kernelSize"));
    if (!padding.equals(NO_PADDING)) {
      attributes.add("outputPadding = " + Window.java(padding));
    }
    attributes.addAll(weights.attributes());
    return attributes;
  }

  /** As Keras's documentation has it. */
  @Override
  public Shape shape(List<Shape> inputs) {
    Shape in = inputs.get(0);
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      int stride = window.strides().get(axis);
      int span = (window.size().get(axis) - 1) * window.dilation().get(axis) + 1;
      boolean isSame = window.padding().equals("SAME");
      if (padding.get(axis) < 0) {
        int size = in.sizes().get(axis) * stride;
        sizes.add(isSame ? size : size + Math.max(span - stride, 0));
      } else {
        int cut = isSame ? span / 2 : 0;
        sizes.add((in.sizes().get(axis) - 1) * stride + span - 2 * cut + padding.get(axis));
      }
    }
    sizes.add(filters);
    return new Shape(sizes);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    return weights.parameters("kernel", window.area() * filters, inputs.get(0).last(), filters);
  }

  @Override
  public ActivationFunction lastFunction() {
    return weights.activation().function();
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    int terms = window.area() * Math.max(inputs.get(0).last(), filters);
    return Math.max(terms, samples * inputs.get(0).repeats() * window.area());
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return weights.activation().apply(sums(call), filters);
  }

  @Override
  public double[] distancesToCorners(Call call) {
    return weights.activation().distancesToCorners(sums(call));
  }

  /** A product of a sum: the element of the input, of the kernel, of the sums. */
  private interface Term {
    void visit(int sample, int input, int weight, int sum);
  }

  private void visit(Call call, Term term) {
    int channels = call.shape().last();
    Shape out = shape(call.shapes());
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int position = 0; position < call.shape().repeats(); position++) {
        for (int place = 0; place < window.area(); place++) {
          int under = window.under(out, position, place);
          for (int f = 0; under >= 0 && f < filters; f++) {
            for (int c = 0; c < channels; c++) {
              term.visit(
                  sample,
                  position * channels + c,
                  (place * filters + f) * channels + c,
                  under * filters + f);
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
