package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.Map;

/**
 * How parameters move along their gradient. An optimizer is an immutable description; {@link
 * #start} begins a run.
 */
public interface Optimizer {
  /** The name in reports, for example {@code adam}. */
  String name();

  /** The learning rate by step. */
  LearningRate learningRate();

  /**
   * The state of a new run.
   *
   * @param trainable the parameters that training changes, which fill the flat array from index 0
   *     on without gaps
   */
  Run start(List<ParameterSpec> trainable);

  /**
   * The state of one run: moments and the like, and the number of steps. Not safe from many
   * threads.
   */
  interface Run {
    /**
     * Takes one step, in one pass, allocating nothing.
     *
     * @param parameters the flat parameters; only the trainable ones are changed. Modified.
     * @param gradient the gradient of the trainable parameters. May be modified.
     * @param learningRate the learning rate of this step
     */
    void step(float[] parameters, float[] gradient, double learningRate);

    /** The number of steps taken. */
    long steps();

    /** The state's arrays by name, for checkpoints: the arrays themselves, not copies. */
    Map<String, float[]> slots();

    /** Continues from a checkpoint, whose arrays were already copied into {@link #slots}. */
    void resumeAt(long steps);
  }
}
