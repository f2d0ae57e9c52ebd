package dev.cortado.train;

import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import java.util.List;

/**
 * What one output of a network is trained for and judged by.
 *
 * @param loss what training makes small; null where the output is not trained
 * @param weight what the loss counts for in the sum over the outputs
 * @param metrics count all samples alike
 * @param weightedMetrics count samples by their weights
 */
record Goal(Loss loss, double weight, List<Metric> metrics, List<Metric> weightedMetrics) {
  /** Copies the lists. */
  Goal {
    metrics = List.copyOf(metrics);
    weightedMetrics = List.copyOf(weightedMetrics);
  }

  /** No loss yet, and no metrics. */
  static Goal none() {
    return new Goal(null, 1, List.of(), List.of());
  }

  Goal loss(Loss other, double otherWeight) {
    return new Goal(other, otherWeight, metrics, weightedMetrics);
  }

  Goal metrics(List<Metric> others) {
    return new Goal(loss, weight, others, weightedMetrics);
  }

  Goal weightedMetrics(List<Metric> others) {
    return new Goal(loss, weight, metrics, others);
  }
}
