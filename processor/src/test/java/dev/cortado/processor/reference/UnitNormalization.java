package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @UnitNormalization}: vectors along an axis, which may count from the last, of length 1.
 */
public record UnitNormalization(int axis) implements Kind {
  private static final double LEAST = 1e-12;

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    Shape shape = choices.shape(input);
    UnitNormalization kind = new UnitNormalization(choices.below(2 * shape.rank()) - shape.rank());
    return shape.sizes().get(kind.vectors(shape).axis()) == 1
        ? Optional.empty()
        : Optional.of(new Drawn(kind, List.of(input)));
  }

  @Override
  public List<String> attributes() {
    return List.of("axis = " + axis);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return inputs.get(0).size();
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return vectors(call.shape()).divided(call.input());
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    return Gradients.of(
        List.of(vectors(call.shape()).gradient(call.input(), gradient, call.rounding())));
  }

  @Override
  public double[] distancesToCorners(Call call) {
    return vectors(call.shape()).distances(call.input());
  }

  private UnitVectors vectors(Shape shape) {
    return new UnitVectors(shape, shape.axis(axis), LEAST);
  }
}
