package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @ZeroPadding1D}, {@code @Cropping2D} and their like.
 *
 * @param isCropping whether borders are cut off, not put around
 * @param before how many places each axis gets or loses at its beginning
 * @param after how many at its end
 */
public record Border(boolean isCropping, List<Integer> before, List<Integer> after)
    implements Kind {
  /** Copies the lists. */
  public Border {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  static Optional<Drawn> draw(Choices choices) {
    return choices.picture().flatMap(input -> draw(choices, input));
  }

  private static Optional<Drawn> draw(Choices choices, Layer input) {
    Shape in = choices.shape(input);
    boolean isCropping = choices.chance(0.5);
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < in.rank() - 1; axis++) {
      int most = isCropping ? in.sizes().get(axis) : 3;
      before.add(choices.below(Math.min(most, 3)));
      after.add(choices.below(Math.min(most - before.get(axis), 3)));
    }
    Border border = new Border(isCropping, before, choices.chance(0.7) ? after : before);
    boolean isLeft = border.shape(List.of(in)).sizes().stream().allMatch(size -> size > 0);
    return isLeft && border.shape(List.of(in)).size() <= Choices.LARGEST_VALUE
        ? Optional.of(new Drawn(border, List.of(input)))
        : Optional.empty();
  }

  @Override
  public String annotation() {
    return (isCropping ? "Cropping" : "ZeroPadding") + before.size() + "D";
  }

  @Override
  public List<String> attributes() {
    List<Integer> numbers = before;
    if (!before.equals(after)) {
      numbers = new ArrayList<>();
      for (int axis = 0; axis < before.size(); axis++) {
        numbers.add(before.get(axis));
        numbers.add(after.get(axis));
      }
      return List.of("value = " + new Shape(numbers).braces());
    }
    return numbers.equals(Collections.nCopies(numbers.size(), 1))
        ? List.of()
        : List.of("value = " + Window.java(numbers));
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Shape shape = inputs.get(0);
    for (int axis = 0; axis < before.size(); axis++) {
      int both = before.get(axis) + after.get(axis);
      shape = shape.with(axis, shape.sizes().get(axis) + (isCropping ? -both : both));
    }
    return shape;
  }

  /** Which element of the input an element of the value is; -1 where none is. */
  private int source(Shape in, Shape out, int element) {
    int rest = element;
    int index = 0;
    int stride = 1;
    for (int axis = in.rank() - 1; axis >= 0; axis--) {
      int at = rest % out.sizes().get(axis);
      rest /= out.sizes().get(axis);
      if (axis < before.size()) {
        at += isCropping ? before.get(axis) : -before.get(axis);
      }
      if (at < 0 || at >= in.sizes().get(axis)) {
        return -1;
      }
      index += at * stride;
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
        value.set(sample, element, source < 0 ? 0 : call.input().get(sample, source));
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
        int source = source(call.shape(), out, element);
        if (source >= 0) {
          back.add(sample, source, gradient.get(sample, element));
        }
      }
    }
    return Gradients.of(List.of(back));
  }
}
