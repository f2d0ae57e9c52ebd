package com.example;

import dev.cortado.model.ParameterSpec;
import dev.cortado.optimizer.Optimizer;
import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.Map;

/** Steps of the same length for all parameters, against the sign of their gradient. */
public record SignDescent(LearningRate learningRate) implements Optimizer {
  @Override
  public String name() {
    return "SignDescent";
  }

  @Override
  public Run start(List<ParameterSpec> trainable) {
    return new Steps();
  }

  private static final class Steps implements Run {
    private long steps;

    @Override
    public void step(float[] parameters, float[] gradient, double learningRate) {
      for (int i = 0; i < gradient.length; i++) {
        parameters[i] -= (float) (learningRate * Math.signum(gradient[i]));
      }
      steps++;
    }

    @Override
    public long steps() {
      return steps;
    }

    @Override
    public Map<String, float[]> slots() {
      return Map.of(); // nothing but the number of steps
    }

    @Override
    public void resumeAt(long resumed) {
      steps = resumed;
    }
  }
}
