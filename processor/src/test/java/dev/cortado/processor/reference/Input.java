package dev.cortado.processor.reference;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Input}: what the caller passes in.
 *
 * @param tokens how many tokens there are, where it holds their numbers; 0 for numbers of any size
 */
public record Input(Shape shape, int tokens) implements Kind {

  Input(Shape shape) {
    this(shape, 0);
  }

  static Input draw(Choices choices) {
    if (choices.chance(0.8)) {
      return new Input(choices.inputShape());
    }
    Shape shape =
        choices.chance(0.7)
            ? Shape.of(choices.below(9) + 1)
            : Shape.of(choices.below(3) + 1, choices.below(4) + 1);
    return new Input(shape, choices.below(9) + 2);
  }

  /** A random element of a sample; a float. */
  double element(Random random) {
    return tokens > 0 ? random.nextInt(tokens) : (float) random.nextGaussian();
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + shape.braces());
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return shape;
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return call.input();
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    return Gradients.of(List.of(gradient));
  }
}
