package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/** {@code @Activation}: a function of each element, or along the last axis. */
public record Activation(Nonlinearity nonlinearity) implements Kind {

  static final Activation RELU =
      new Activation(new Nonlinearity(ActivationFunction.RELU, OptionalDouble.empty()));

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    Nonlinearity nonlinearity = choices.nonlinearity(choices.shape(input).last());
    return Optional.of(new Drawn(new Activation(nonlinearity), List.of(input)));
  }

  @Override
  public List<String> attributes() {
    return nonlinearity.attributes("value");
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
  public ActivationFunction lastFunction() {
    return nonlinearity.function();
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return nonlinearity.function().isAlongAxis() ? inputs.get(0).last() : 1;
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return nonlinearity.apply(call.input(), call.shape().last());
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    return Gradients.of(
        List.of(
            nonlinearity.gradient(call.input(), gradient, call.shape().last(), call.rounding())));
  }

  @Override
  public double[] distancesToCorners(Call call) {
    return nonlinearity.distancesToCorners(call.input());
  }
}
