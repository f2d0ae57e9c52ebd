package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @RMSNormalization}.
 *
 * @param epsilon what is added to the mean of squares
 * @param frozen whether training leaves the scale alone
 */
public record RmsNormalization(double epsilon, boolean frozen) implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    double epsilon = choices.one(List.of(1e-6, 1e-3, 0.5));
    Kind kind = new RmsNormalization(epsilon, choices.chance(0.15));
    return Optional.of(new Drawn(kind, List.of(choices.layer())));
  }

  @Override
  public String annotation() {
    return "RMSNormalization";
  }

  @Override
  public List<String> attributes() {
    return List.of("epsilon = " + epsilon, "frozen = " + frozen);
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
  public List<Parameter> parameters(List<Shape> inputs) {
    return List.of(new Parameter("scale", 1, inputs.get(0).last(), !frozen, Penalty.NONE));
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return Math.max(inputs.get(0).last(), samples * inputs.get(0).repeats());
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return scaled(standard(call.shape()).forward(call.input(), call.rounding()), call);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    Standardization standard = standard(call.shape());
    DMatrixRMaj normal = standard.forward(call.input(), call.rounding());
    DMatrixRMaj scale = new DMatrixRMaj(1, call.shape().last());
    for (int i = 0; i < gradient.data.length; i++) {
      scale.data[i % scale.numCols] += gradient.data[i] * normal.data[i];
    }
    DMatrixRMaj input = standard.gradient(call.input(), scaled(gradient, call), call.rounding());
    return new Gradients(List.of(input), Map.of("scale", scale));
  }

  /** Where the root of a mean of squares is small, its derivative changes quickly. */
  @Override
  public double[] distancesToCorners(Call call) {
    Shape shape = call.shape();
    return new UnitVectors(shape, shape.rank() - 1, 0).distances(call.input());
  }

  private static DMatrixRMaj scaled(DMatrixRMaj values, Call call) {
    DMatrixRMaj result = values.copy();
    DMatrixRMaj scale = call.parameters().get("scale");
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] *= scale.get(i % scale.numCols);
    }
    return result;
  }

  private Standardization standard(Shape shape) {
    return new Standardization(shape.vectors(shape.rank() - 1), epsilon, false, 1);
  }
}
