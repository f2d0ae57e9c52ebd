package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** {@code @Dropout}: while training, a random fraction is zero and the rest scaled up. */
public record Dropout(double rate) implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    double rate = choices.one(List.of(0.0, 0.1, 0.25, 0.4, 0.5, 0.7));
    return Optional.of(new Drawn(new Dropout(rate), List.of(choices.layer())));
  }

  @Override
  public List<String> attributes() {
    return List.of("value = " + rate);
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
  public DMatrixRMaj forward(Call call) {
    return CommonOps_DDRM.elementMult(call.input(), factors(call), null);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    return Gradients.of(List.of(CommonOps_DDRM.elementMult(gradient, factors(call), null)));
  }

  /** What each element is multiplied by. The runtime draws the mask, with the rate as a float. */
  private DMatrixRMaj factors(Call call) {
    DMatrixRMaj factors = call.input().createLike();
    factors.fill(1);
    if (call.noise().isEmpty()) {
      return factors;
    }
    // Rounded once for all elements, whose errors then do not cancel in sums
    double scale = call.rounding().offBy(1, 1) / (1 - rate);
    for (int sample = 0; sample < factors.numRows; sample++) {
      long key = Noise.key(call.noise().getAsLong(), call.position(), sample);
      for (int i = 0; i < factors.numCols; i++) {
        boolean dropped = Noise.uniform(key, i) < (float) rate;
        factors.set(sample, i, dropped ? 0 : scale);
      }
    }
    return factors;
  }
}
