package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2014) in Keras's form: epsilon is added to the root of the uncorrected
 * second moment.
 *
 * @param learningRate the rate by step; 0.001 unless given
 * @param beta1 the decay of the first moment; 0.9 unless given
 * @param beta2 the decay of the second moment; 0.999 unless given
 * @param epsilon what keeps the division finite; 1e-7 unless given
 */
public record Adam(LearningRate learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /** Checks the decays and epsilon. */
  public Adam {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon >= 0)) {
      throw new IllegalArgumentException(
          "Adam takes betas of at least 0 and below 1 and an epsilon of at least 0, not %s, %s and %s"
              .formatted(beta1, beta2, epsilon));
    }
  }

  /** With Keras's defaults. */
  public static Adam create() {
    return new Adam(LearningRate.constant(0.001), 0.9, 0.999, 1e-7);
  }

  /** This with another constant learning rate. */
  public Adam learningRate(double rate) {
    return new Adam(LearningRate.constant(rate), beta1, beta2, epsilon);
  }

  /** This with another decay of the first moment. */
  public Adam beta1(double value) {
    return new Adam(learningRate, value, beta2, epsilon);
  }

  /** This with another decay of the second moment. */
  public Adam beta2(double value) {
    return new Adam(learningRate, beta1, value, epsilon);
  }

  /** This with another epsilon. */
  public Adam epsilon(double value) {
    return new Adam(learningRate, beta1, beta2, value);
  }

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    return new Moments(
        trainable.stream().mapToInt(parameter -> parameter.shape().size()).sum(), this);
  }

  private static final class Moments implements Run {
    private final float[] first;
    private final float[] second;
    private final Adam adam;
    private long steps;

    private Moments(int size, Adam adam) {
      first = new float[size];
      second = new float[size];
      this.adam = adam;
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRate) {
      steps++;
      float[] m = first;
      float[] v = second;
      float keep1 = (float) (1 - adam.beta1);
      float keep2 = (float) (1 - adam.beta2);
      float epsilon = (float) adam.epsilon;
      float rate =
          (float)
              (learningRate
                  * Math.sqrt(1 - Math.pow(adam.beta2, (double) steps))
                  / (1 - Math.pow(adam.beta1, (double) steps)));
      for (int i = 0; i < m.length; i++) {
        float g = gradient[i];
        m[i] += (g - m[i]) * keep1;
        v[i] += (g * g - v[i]) * keep2;
        parameters[i] -= m[i] * rate / ((float) Math.sqrt(v[i]) + epsilon);
      }
    }

    @Override
    public long steps() {
      return steps;
    }

    @Override
    public Map<String, float[]> slots() {
      return Map.of("first_moment", first, "second_moment", second);
    }

    @Override
    public void resumeAt(long resumed) {
      steps = resumed;
    }
  }
}
