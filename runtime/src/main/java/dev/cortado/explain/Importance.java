package dev.cortado.explain;

import java.util.Arrays;
import java.util.List;

/**
 * How much a score drops without what a feature says.
 *
 * @param feature the feature
 * @param drops the drop of each repeat: above 0 where predictions get worse
 */
public record Importance(String feature, List<Double> drops) {
  /** Copies the drops. */
  public Importance {
    drops = List.copyOf(drops);
  }

  /** The mean drop. */
  public double mean() {
    return Arrays.stream(values()).average().orElse(0);
  }

  /** The standard deviation of the drops: that of these drops themselves, as NumPy's is. */
  public double deviation() {
    double mean = mean();
    return Math.sqrt(
        Arrays.stream(values()).map(drop -> (drop - mean) * (drop - mean)).average().orElse(0));
  }

  private double[] values() {
    return drops.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
