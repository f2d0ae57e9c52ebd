package dev.cortado.train;

import dev.cortado.kernel.Dropout;
import dev.cortado.kernel.Noise;
import dev.cortado.random.Randomness;
import java.util.Arrays;

/**
 * {@link SmallModel} with two outputs once more, in double and from all samples at once: its
 * gradient, by the formulas, of the sum over samples of {@code kind · crossentropy + value ·
 * squared error} and of the penalty.
 */
final class SmallReference {
  private static final int IN = 3;
  private static final int HIDDEN = 4;
  private static final int CLASSES = 3;
  private static final int HIDDEN_BIAS = IN * HIDDEN;
  private static final int KIND_KERNEL = HIDDEN_BIAS + HIDDEN;
  private static final int KIND_BIAS = KIND_KERNEL + HIDDEN * CLASSES;
  private static final int VALUE_KERNEL = KIND_BIAS + CLASSES;
  private static final int VALUE_BIAS = VALUE_KERNEL + HIDDEN;

  private final double[] parameters;
  private final long seed;

  SmallReference(SmallModel model) {
    seed = model.seed();
    parameters = new double[model.parameters().length];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = model.parameters()[i];
    }
  }

  /**
   * The gradient of the first step of training.
   *
   * @param kind what each sample's cross-entropy counts for
   * @param value what each sample's squared error counts for
   */
  double[] gradient(float[][] inputs, int[] labels, double[] kind, double[] value) {
    double[] gradient = new double[parameters.length];
    for (int s = 0; s < inputs.length; s++) {
      add(inputs[s], labels[s], kind[s], value[s], mask(s), gradient);
    }
    for (int i = 0; i < HIDDEN_BIAS; i++) {
      gradient[i] += 2 * 0.01 * parameters[i];
    }
    return gradient;
  }

  /** What dropout multiplies the hidden units of a sample by. */
  private float[] mask(int sample) {
    float[] mask = new float[HIDDEN];
    Arrays.fill(mask, 1);
    long step = Randomness.mix(Randomness.of(seed).key("noise of training"));
    Dropout.apply(mask, mask, 0.3f, Noise.key(step, 2, sample));
    return mask;
  }

  private void add(
      float[] input, int label, double kind, double value, float[] mask, double[] gradient) {
    double[] hidden = new double[HIDDEN];
    double[] slopes = new double[HIDDEN];
    double[] logits = Arrays.copyOfRange(parameters, KIND_BIAS, KIND_BIAS + CLASSES);
    double error = parameters[VALUE_BIAS] - ((double) input[0] + input[1] + input[2]);
    for (int j = 0; j < HIDDEN; j++) {
      double sum = parameters[HIDDEN_BIAS + j];
      for (int i = 0; i < IN; i++) {
        sum += input[i] * parameters[i * HIDDEN + j];
      }
      hidden[j] = Math.tanh(sum);
      for (int c = 0; c < CLASSES; c++) {
        logits[c] += mask[j] * hidden[j] * parameters[KIND_KERNEL + j * CLASSES + c];
      }
      error += mask[j] * hidden[j] * parameters[VALUE_KERNEL + j];
    }
    double all = Arrays.stream(logits).map(Math::exp).sum();
    for (int c = 0; c < CLASSES; c++) {
      double slope = kind * (Math.exp(logits[c]) / all - (c == label ? 1 : 0));
      gradient[KIND_BIAS + c] += slope;
      for (int j = 0; j < HIDDEN; j++) {
        gradient[KIND_KERNEL + j * CLASSES + c] += slope * mask[j] * hidden[j];
        slopes[j] += slope * parameters[KIND_KERNEL + j * CLASSES + c];
      }
    }
    gradient[VALUE_BIAS] += value * 2 * error;
    for (int j = 0; j < HIDDEN; j++) {
      gradient[VALUE_KERNEL + j] += value * 2 * error * mask[j] * hidden[j];
      slopes[j] += value * 2 * error * parameters[VALUE_KERNEL + j];
      double inner = slopes[j] * mask[j] * (1 - hidden[j] * hidden[j]);
      gradient[HIDDEN_BIAS + j] += inner;
      for (int i = 0; i < IN; i++) {
        gradient[i * HIDDEN + j] += inner * input[i];
      }
    }
  }
}
