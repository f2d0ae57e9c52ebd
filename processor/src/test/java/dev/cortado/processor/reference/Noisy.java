package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A kind of layer that changes each element at random while training: {@code x * factor + summand}.
 * The runtime makes the draws.
 */
interface Noisy extends Kind {
  /** What an element is multiplied by, under the key of its sample. */
  double factor(long key, int element, Shape shape);

  /** What is added to an element. */
  default double summand(long key, int element, Shape shape) {
    return 0;
  }

  @Override
  default boolean supportsMasking() {
    return true;
  }

  @Override
  default Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  default DMatrixRMaj forward(Call call) {
    DMatrixRMaj result = call.input().copy();
    change(result, call, true);
    return result;
  }

  @Override
  default Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj result = gradient.copy();
    change(result, call, false);
    return Gradients.of(List.of(result));
  }

  private void change(DMatrixRMaj values, Call call, boolean shifts) {
    // Scales are rounded once for all elements, whose errors then do not cancel in sums
    double scale = call.rounding().offBy(1, 1);
    for (int sample = 0; call.noise().isPresent() && sample < values.numRows; sample++) {
      long key = Noise.key(call.noise().getAsLong(), call.position(), sample);
      for (int i = 0; i < values.numCols; i++) {
        double factor = factor(key, i, call.shape());
        double summand = shifts ? summand(key, i, call.shape()) : 0;
        double value = values.get(sample, i) * factor * scale + summand;
        values.set(sample, i, call.rounding().offBy(Math.abs(summand), value));
      }
    }
  }
}
