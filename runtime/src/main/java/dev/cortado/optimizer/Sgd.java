package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.Map;

/**
 * Gradient descent with momentum, in Keras's form: {@code m = momentum · m - rate · g}, then {@code
 * w += m}, or {@code w += momentum · m - rate · g} with Nesterov's.
 *
 * @param learningRate the rate by step; 0.01 unless given
 * @param momentum at least 0, below 1; 0 unless given
 * @param nesterov whether momentum is Nesterov's
 */
public record Sgd(LearningRate learningRate, double momentum, boolean nesterov)
    implements Optimizer {
  /** Checks the momentum. */
  public Sgd {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "momentum is at least 0 and below 1, but " + momentum + " was given");
    }
  }

  /** With Keras's defaults. */
  public static Sgd create() {
    return new Sgd(LearningRate.constant(0.01), 0, false);
  }

  /** This with another constant learning rate. */
  public Sgd learningRate(double rate) {
    return new Sgd(LearningRate.constant(rate), momentum, nesterov);
  }

  /** This with another momentum. */
  public Sgd momentum(double value) {
    return new Sgd(learningRate, value, nesterov);
  }

  /** This with Nesterov's momentum or without. */
  public Sgd nesterov(boolean value) {
    return new Sgd(learningRate, momentum, value);
  }

  @Override
  public String name() {
    return "SGD";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    int size = trainable.stream().mapToInt(parameter -> parameter.shape().size()).sum();
    return momentum == 0 ? new Plain(size) : new WithMomentum(size, (float) momentum, nesterov);
  }

  private static final class Plain implements Run {
    private final int size;
    private long steps;

    private Plain(int size) {
      this.size = size;
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRate) {
      float rate = (float) learningRate;
      for (int i = 0; i < size; i++) {
        parameters[i] -= rate * gradient[i];
      }
      steps++;
    }

    @Override
    public long steps() {
      return steps;
    }

    @Override
    public Map<String, float[]> slots() {
      return Map.of();
    }

    @Override
    public void resumeAt(long resumed) {
      steps = resumed;
    }
  }

  private static final class WithMomentum implements Run {
    private final float[] velocity;
    private final float momentum;
    private final boolean nesterov;
    private long steps;

    private WithMomentum(int size, float momentum, boolean nesterov) {
      velocity = new float[size];
      this.momentum = momentum;
      this.nesterov = nesterov;
    }

    @Override
    public void step(float[] parameters, float[] gradient, double learningRate) {
      float[] v = velocity;
      float rate = (float) learningRate;
      for (int i = 0; i < v.length; i++) {
        v[i] = momentum * v[i] - rate * gradient[i];
      }
      for (int i = 0; i < v.length; i++) {
        parameters[i] += nesterov ? momentum * v[i] - rate * gradient[i] : v[i];
      }
      steps++;
    }

    @Override
    public long steps() {
      return steps;
    }

    @Override
    public Map<String, float[]> slots() {
      return Map.of("velocity", velocity);
    }

    @Override
    public void resumeAt(long resumed) {
      steps = resumed;
    }
  }
}
