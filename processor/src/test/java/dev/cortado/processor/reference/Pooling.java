package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @MaxPooling2D}, {@code @GlobalAveragePooling1D} and their like.
 *
 * @param isMax whether it takes the greatest number, not the mean
 * @param axes along how many axes it moves
 * @param moving the window; empty where it is as large as the input
 */
public record Pooling(boolean isMax, int axes, Optional<Window> moving) implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    return choices
        .picture()
        .map(
            input -> {
              Shape shape = choices.shape(input);
              Optional<Window> window =
                  choices.chance(0.5)
                      ? Optional.empty()
                      : Optional.of(Window.draw(choices, shape, List.of("VALID", "SAME"), false));
              Pooling pooling = new Pooling(choices.chance(0.5), shape.rank() - 1, window);
              return new Drawn(pooling, List.of(input));
            });
  }

  @Override
  public String annotation() {
    String name = (isMax ? "Max" : "Average") + "Pooling" + axes + "D";
    return moving.isPresent() ? name : "Global" + name;
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    moving.ifPresent(
        window -> {
          if (!window.size().equals(Collections.nCopies(axes, 2))) {
            attributes.add("poolSize = " + Window.java(window.size()));
          }
          if (!window.strides().equals(window.size())) {
            attributes.add("strides = " + Window.java(window.strides()));
          }
          if (!window.padding().equals("VALID")) {
            attributes.add("padding = Padding." + window.padding());
          }
        });
    return attributes;
  }

  private Window window(Shape input) {
    List<Integer> ones = Collections.nCopies(axes, 1);
    return moving.orElseGet(() -> new Window(input.sizes().subList(0, axes), ones, ones, "VALID"));
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    return moving
        .map(window -> window.shape(input, input.last()))
        .orElseGet(() -> Shape.of(input.last()));
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return window(inputs.get(0)).area();
  }

  /** What is done with the elements of the input under a window, in order, and their result. */
  private interface Visitor {
    void visit(int sample, List<Integer> elements, int result);
  }

  private void visit(Call call, Visitor visitor) {
    Shape shape = call.shape();
    int channels = shape.last();
    int results = shape(call.shapes()).size();
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int result = 0; result < results; result++) {
        int channel = result % channels;
        int row = sample;
        List<Integer> elements =
            window(shape).under(shape, result / channels).stream()
                .filter(place -> counts(call, row, place))
                .map(place -> place * channels + channel)
                .toList();
        visitor.visit(sample, elements, result);
      }
    }
  }

  /** The mean of a whole sequence is over the steps that count. */
  private boolean counts(Call call, int sample, int place) {
    return isMax
        || axes == 2
        || moving.isPresent()
        || call.masks().get(0).map(mask -> mask.get(sample, place) != 0).orElse(true);
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj results = new DMatrixRMaj(call.samples(), shape(call.shapes()).size());
    visit(
        call,
        (sample, elements, result) -> {
          double[] numbers = numbers(call, sample, elements);
          results.set(
              sample,
              result,
              isMax ? numbers[greatest(numbers)] : Arrays.stream(numbers).average().orElse(0));
        });
    return results;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj back = call.input().createLike();
    visit(
        call,
        (sample, elements, result) -> {
          double g = gradient.get(sample, result);
          if (isMax) {
            back.add(sample, elements.get(greatest(numbers(call, sample, elements))), g);
          } else {
            elements.forEach(element -> back.add(sample, element, g / elements.size()));
          }
        });
    return Gradients.of(List.of(back));
  }

  /** Which of two numbers is greater changes the derivative: the gap between the two greatest. */
  @Override
  public double[] distancesToCorners(Call call) {
    double[] distances = new double[call.samples()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    if (isMax) {
      visit(
          call,
          (sample, elements, result) -> {
            double[] numbers = numbers(call, sample, elements);
            double most = numbers[greatest(numbers)];
            double gap =
                Arrays.stream(numbers)
                    .map(number -> most - number)
                    .filter(distance -> distance > 0)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            distances[sample] = Math.min(distances[sample], gap);
          });
    }
    return distances;
  }

  private static double[] numbers(Call call, int sample, List<Integer> elements) {
    return elements.stream().mapToDouble(element -> call.input().get(sample, element)).toArray();
  }

  /** The first of the greatest. */
  private static int greatest(double[] numbers) {
    int greatest = 0;
    for (int i = 1; i < numbers.length; i++) {
      greatest = numbers[i] > numbers[greatest] ? i : greatest;
    }
    return greatest;
  }
}
