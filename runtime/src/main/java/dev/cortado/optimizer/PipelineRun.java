package dev.cortado.optimizer;

import dev.cortado.kernel.Team;
import dev.cortado.model.ParameterSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run of a {@link Pipeline}. Its steps are batches, of which the optimizer within may see one in
 * several.
 */
final class PipelineRun implements Optimizer.Run {
  private final Optimizer.Run run;
  private final int accumulation;
  private final float[] sum;
  private final Clipping.Pass clipping;
  private final WeightDecay.Pass decay;
  private final MovingAverage movingAverage;
  private final float[] average;
  private final Map<String, float[]> slots;
  private long batches;

  PipelineRun(Pipeline description, List<ParameterSpec> trainable) {
    run = description.step().start(trainable);
    accumulation = description.accumulation();
    clipping = description.clipping().map(clip -> clip.on(trainable)).orElse(Clipping.Pass.NONE);
    decay = description.decay().map(shrink -> shrink.on(trainable)).orElse(WeightDecay.Pass.NONE);
    movingAverage = description.average().orElse(null);
    int size = Slots.sizeOf(trainable);
    Map<String, float[]> arrays = new TreeMap<>(run.slots());
    sum = accumulation > 1 ? new float[size] : null;
    if (sum != null) {
      arrays.put("gradient_accumulator", sum);
    }
    average = movingAverage == null ? null : new float[size];
    if (average != null) {
      arrays.put("average", average);
    }
    slots = Collections.unmodifiableMap(arrays);
  }

  @Override
  public void team(Team threads) {
    run.team(threads);
  }

  @Override
  public void step(float[] parameters, float[] gradient, double learningRate) {
    batches++;
    if (accumulation > 1) {
      if (batches % accumulation != 0) {
        accumulate(sum, gradient);
        return;
      }
      takeMean(sum, gradient, accumulation);
    }
    clipping.clip(gradient);
    decay.decay(parameters, learningRate);
    run.step(parameters, gradient, learningRate);
    if (movingAverage != null) {
      movingAverage.follow(average, parameters, run.steps());
    }
  }

  private static void accumulate(float[] sum, float[] gradient) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += gradient[i];
    }
  }

  private static void takeMean(float[] sum, float[] gradient, float count) {
    for (int i = 0; i < sum.length; i++) {
      gradient[i] = (sum[i] + gradient[i]) / count;
      sum[i] = 0;
    }
  }

  @Override
  public long steps() {
    return batches;
  }

  @Override
  public Map<String, float[]> slots() {
    return slots;
  }

  @Override
  public void resumeAt(long steps) {
    batches = steps;
    run.resumeAt(steps / accumulation);
  }

  @Override
  public Optional<float[]> average() {
    return average == null
        ? run.average()
        : Optional.of(average).filter(present -> run.steps() > 0);
  }
}
