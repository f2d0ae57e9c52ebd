package dev.cortado.optimizer;

import dev.cortado.model.ParameterSpec;
import java.util.List;
import java.util.function.Predicate;

/**
 * Decoupled weight decay.
 *
 * @param decay at least 0
 * @param excluded which parameters do not decay
 */
record WeightDecay(double decay, Predicate<ParameterSpec> excluded) {
  /** Lets parameters decay in place. */
  @FunctionalInterface
  interface Pass {
    /** Lets nothing decay. */
    Pass NONE = (parameters, rate) -> {};

    void decay(float[] parameters, double rate);
  }

  WeightDecay {
    require(decay);
  }

  /** Refuses a decay that is negative or not finite. */
  static void require(double decay) {
    Hyperparameter.requireNotNegative("weight decay", decay, "0.004");
  }

  Pass on(List<ParameterSpec> trainable) {
    Spans spans = Spans.each(trainable.stream().filter(excluded.negate()).toList());
    return (parameters, rate) -> {
      float share = (float) (decay * rate);
      for (int s = 0; s < spans.count(); s++) {
        shrink(parameters, spans.from(s), spans.to(s), share);
      }
    };
  }

  private static void shrink(float[] w, int from, int to, float share) {
    for (int i = from; i < to; i++) {
      w[i] -= w[i] * share;
    }
  }
}
