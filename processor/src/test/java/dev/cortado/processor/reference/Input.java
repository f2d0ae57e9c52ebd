package dev.cortado.processor.reference;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** {@code @Input}: what the caller passes in. */
public record Input(Shape shape) implements Kind {

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
