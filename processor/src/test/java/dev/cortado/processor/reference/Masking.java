package dev.cortado.processor.reference;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Masking} with a value that no random number is: all steps count. Tests of masks have
 * steps that do not.
 *
 * @param maskValue what the features of a step that does not count are
 */
public record Masking(double maskValue) implements View {

  static Optional<Drawn> draw(Choices choices) {
    return choices
        .sequence()
        .map(input -> new Drawn(new Masking(choices.one(List.of(0.123, -7.5))), List.of(input)));
  }

  @Override
  public List<String> attributes() {
    return List.of("maskValue = " + maskValue);
  }

  @Override
  public Optional<DMatrixRMaj> mask(Call call) {
    DMatrixRMaj all = new DMatrixRMaj(call.samples(), call.shape().sizes().get(0));
    all.fill(1);
    return Optional.of(all);
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }
}
