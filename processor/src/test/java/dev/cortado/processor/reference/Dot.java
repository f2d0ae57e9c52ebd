package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Dot}: the sums of products of two layers along an axis of each.
 *
 * @param first the axis of the first layer; negative ones count from the last
 * @param second the axis of the second layer
 * @param normalize whether vectors along the axes are divided by their lengths
 */
public record Dot(int first, int second, boolean normalize) implements Kind {
  private static final double LEAST = 1e-14;

  static Optional<Drawn> draw(Choices choices) {
    Layer x = choices.layer();
    Layer y = choices.layer();
    int first = choices.below(choices.shape(x).rank());
    int second = choices.below(choices.shape(y).rank());
    List<Shape> shapes = List.of(choices.shape(x), choices.shape(y));
    if (!shapes.get(0).sizes().get(first).equals(shapes.get(1).sizes().get(second))) {
      return Optional.empty();
    }
    Dot dot =
        new Dot(
            choices.chance(0.5) ? first : first - shapes.get(0).rank(),
            choices.chance(0.5) ? second : second - shapes.get(1).rank(),
            shapes.get(0).sizes().get(first) > 1 && choices.chance(0.4));
    return dot.shape(shapes).size() > Choices.LARGEST_VALUE
        ? Optional.empty()
        : Optional.of(new Drawn(dot, List.of(x, y)));
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    attributes.add(
        first == second ? "axes = " + first : "axes = {%d, %d}".formatted(first, second));
    if (normalize) {
      attributes.add("normalize = true");
    }
    return attributes;
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    List<Integer> sizes = new ArrayList<>(inputs.get(0).sizes());
    sizes.remove(axis(inputs.get(0), first));
    List<Integer> others = new ArrayList<>(inputs.get(1).sizes());
    others.remove(axis(inputs.get(1), second));
    sizes.addAll(others);
    return new Shape(sizes.isEmpty() ? List.of(1) : sizes);
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return Math.max(inputs.get(0).size(), inputs.get(1).size());
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj x = unit(call, 0);
    DMatrixRMaj y = unit(call, 1);
    DMatrixRMaj sums = new DMatrixRMaj(call.samples(), shape(call.shapes()).size());
    each(call, (sample, i, j, k) -> sums.add(sample, k, x.get(sample, i) * y.get(sample, j)));
    return sums;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj x = unit(call, 0);
    DMatrixRMaj y = unit(call, 1);
    DMatrixRMaj ofX = x.createLike();
    DMatrixRMaj ofY = y.createLike();
    each(
        call,
        (sample, i, j, k) -> {
          ofX.add(sample, i, gradient.get(sample, k) * y.get(sample, j));
          ofY.add(sample, j, gradient.get(sample, k) * x.get(sample, i));
        });
    return Gradients.of(
        normalize
            ? List.of(
                vectors(call, 0).gradient(call.inputs().get(0), ofX, call.rounding()),
                vectors(call, 1).gradient(call.inputs().get(1), ofY, call.rounding()))
            : List.of(ofX, ofY));
  }

  @Override
  public double[] distancesToCorners(Call call) {
    double[] distances = Kind.super.distancesToCorners(call);
    for (int i = 0; normalize && i < 2; i++) {
      double[] lengths = vectors(call, i).distances(call.inputs().get(i));
      for (int sample = 0; sample < lengths.length; sample++) {
        distances[sample] = Math.min(distances[sample], lengths[sample]);
      }
    }
    return distances;
  }

  private DMatrixRMaj unit(Call call, int input) {
    DMatrixRMaj values = call.inputs().get(input);
    return normalize ? vectors(call, input).divided(values) : values;
  }

  private UnitVectors vectors(Call call, int input) {
    Shape shape = call.shapes().get(input);
    return new UnitVectors(shape, axis(shape, input == 0 ? first : second), LEAST);
  }

  /** A product of two elements that is a term of a sum. */
  @FunctionalInterface
  private interface Term {
    void at(int sample, int i, int j, int sum);
  }

  private void each(Call call, Term term) {
    List<List<Integer>> x = call.shapes().get(0).vectors(axis(call.shapes().get(0), first));
    List<List<Integer>> y = call.shapes().get(1).vectors(axis(call.shapes().get(1), second));
    for (int sample = 0; sample < call.samples(); sample++) {
      for (int v = 0; v < x.size(); v++) {
        for (int w = 0; w < y.size(); w++) {
          for (int a = 0; a < x.get(v).size(); a++) {
            term.at(sample, x.get(v).get(a), y.get(w).get(a), v * y.size() + w);
          }
        }
      }
    }
  }

  private static int axis(Shape shape, int axis) {
    return axis < 0 ? axis + shape.rank() : axis;
  }
}
