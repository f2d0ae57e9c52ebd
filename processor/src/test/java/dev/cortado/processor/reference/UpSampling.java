package dev.cortado.processor.reference;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @UpSampling1D} and {@code @UpSampling2D}: each place again and again.
 *
 * @param factors how often, along each axis
 */
public record UpSampling(List<Integer> factors) implements Kind {
  /** Copies the list. */
  public UpSampling {
    factors = List.copyOf(factors);
  }

  static Optional<Drawn> draw(Choices choices) {
    return choices.picture().flatMap(input -> draw(choices, input));
  }

  private static Optional<Drawn> draw(Choices choices, Layer input) {
    Shape in = choices.shape(input);
    UpSampling layer =
        new UpSampling(Stream.generate(() -> 1 + choices.below(3)).limit(in.rank() - 1).toList());
    return layer.shape(List.of(in)).size() <= Choices.LARGEST_VALUE
        ? Optional.of(new Drawn(layer, List.of(input)))
        : Optional.empty();
  }

  @Override
  public String annotation() {
    return "UpSampling" + factors.size() + "D";
  }

  @Override
  public List<String> attributes() {
    return factors.equals(Collections.nCopies(factors.size(), 2))
        ? List.of()
        : List.of("value = " + Window.java(factors));
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Shape shape = inputs.get(0);
    for (int axis = 0; axis < factors.size(); axis++) {
      shape = shape.with(axis, shape.sizes().get(axis) * factors.get(axis));
    }
    return shape;
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return factors.stream().reduce(1, (a, b) -> a * b);
  }

  /** Which element of the input an element of the value repeats. */
  private int source(Shape in, Shape out, int element) {
    int rest = element;
    int index = 0;
    int stride = 1;
    for (int axis = in.rank() - 1; axis >= 0; axis--) {
      int at = rest % out.sizes().get(axis);
      rest /= out.sizes().get(axis);
      index += (axis < factors.size() ? at / factors.get(axis) : at) * stride;
      stride *= in.sizes().get(axis);
    }
    return index;
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    Shape out = shape(call.shapes());
    DMatrixRMaj value = new DMatrixRMaj(call.samples(), out.size());
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int element = 0; element < out.size(); element++) {
        int source = source(call.shape(), out, element);
        value.set(sample, element, call.input().get(sample, source));
      }
    }
    return value;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    Shape out = shape(call.shapes());
    DMatrixRMaj back = call.input().createLike();
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int element = 0; element < out.size(); element++) {
        back.add(sample, source(call.shape(), out, element), gradient.get(sample, element));
      }
    }
    return Gradients.of(List.of(back));
  }
}
