package dev.cortado.optimizer;

import dev.cortado.kernel.Team;
import dev.cortado.model.ParameterSpec;
import dev.cortado.schedule.LearningRate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How parameters move along their gradient. An optimizer is an immutable description; {@link
 * #start} begins a run.
 *
 * <p>What is common to all is added last, in any order: {@code Adam.create().beta2(0.99)
 * .clipNorm(1).movingAverage()}. A step always does it in Keras's order: the gradient is
 * accumulated, then clipped; the weights decay, the optimizer takes its step, and the moving
 * average follows.
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
   * This with the mean gradient of so many batches for each step. In between no parameter changes.
   * As in Keras, learning rates go by batches. All else goes by steps; Keras lets moving averages
   * go by batches too, so that they forget faster.
   *
   * @param batches at least 1, which is as without
   */
  default Optimizer accumulateGradients(int batches) {
    return Pipeline.of(this).withAccumulation(batches);
  }

  /**
   * This with each value of the gradient kept within a limit: {@code min(max(g, -limit), limit)}.
   *
   * @param limit above 0
   * @throws IllegalArgumentException where it clips in another way already
   */
  default Optimizer clipValue(double limit) {
    return Pipeline.of(this).withClipping(new Clipping(Clipping.Kind.VALUE, limit));
  }

  /**
   * This with the gradient of each parameter scaled down to a Euclidean norm: {@code g · limit /
   * max(|g|, limit)}, where a layer's kernel is one parameter and its bias another.
   *
   * @param limit above 0
   * @throws IllegalArgumentException where it clips in another way already
   */
  default Optimizer clipNorm(double limit) {
    return Pipeline.of(this).withClipping(new Clipping(Clipping.Kind.NORM, limit));
  }

  /**
   * This with the gradient of all parameters together scaled down to a Euclidean norm (Pascanu,
   * Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2012).
   *
   * @param limit above 0
   * @throws IllegalArgumentException where it clips in another way already
   */
  default Optimizer globalClipNorm(double limit) {
    return Pipeline.of(this).withClipping(new Clipping(Clipping.Kind.GLOBAL_NORM, limit));
  }

  /** This with weight decay of every parameter: {@link #weightDecay(double, Predicate)}. */
  default Optimizer weightDecay(double decay) {
    return weightDecay(decay, parameter -> false);
  }

  /**
   * This with decoupled weight decay before each step: {@code w -= w · decay · rate} (Loshchilov
   * and Hutter, "Decoupled weight decay regularization", 2017).
   *
   * @param decay at least 0
   * @param excluded which parameters do not decay, for example {@code parameter ->
   *     parameter.name().equals("bias")}
   */
  default Optimizer weightDecay(double decay, Predicate<ParameterSpec> excluded) {
    return Pipeline.of(this).withDecay(new WeightDecay(decay, excluded));
  }

  /** This with a moving average of momentum 0.99: {@link #movingAverage(double)}. */
  default Optimizer movingAverage() {
    return movingAverage(0.99);
  }

  /**
   * This with an exponential moving average of the parameters, {@link Run#average}, which training
   * does not depend on (Polyak and Juditsky, "Acceleration of stochastic approximation by
   * averaging", 1992): {@code a = momentum · a + (1 - momentum) · w} after each step, where the
   * first step sets {@code a = w}.
   *
   * @param momentum at least 0, below 1
   */
  default Optimizer movingAverage(double momentum) {
    return Pipeline.of(this).withAverage(new MovingAverage(momentum, 0));
  }

  /**
   * This with a moving average that replaces the parameters every so many steps.
   *
   * @param momentum at least 0, below 1
   * @param overwriteEvery at least 1
   */
  default Optimizer movingAverage(double momentum, int overwriteEvery) {
    MovingAverage.requireFrequency(overwriteEvery);
    return Pipeline.of(this).withAverage(new MovingAverage(momentum, overwriteEvery));
  }

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

    /**
     * Lets large steps be split over a team; null for one thread. The bits are the same. A run that
     * does not know how takes its steps on one thread.
     */
    default void team(Team threads) {}

    /** The number of steps taken; where gradients are accumulated, of batches. */
    long steps();

    /** The state's arrays by name, for checkpoints: the arrays themselves, not copies. */
    Map<String, float[]> slots();

    /** Continues from a checkpoint, whose arrays were already copied into {@link #slots}. */
    void resumeAt(long steps);

    /**
     * The moving average of the trainable parameters: the array itself, not a copy. Copied over the
     * parameters when training ends, as Keras does, it usually predicts better than they.
     *
     * @return empty where no average is kept, and before the first step
     */
    default Optional<float[]> average() {
      return Optional.empty();
    }
  }
}
