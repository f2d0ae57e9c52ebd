package dev.cortado.metric;

/** The weighted mean of a figure of each sample: Keras's {@code Mean}. */
abstract class MeanAccumulator implements Metric.Accumulator {
  private double total;
  private double count;

  /** The figure of one sample. Allocates nothing. */
  abstract double value(float[] prediction, float[] target);

  @Override
  public final void add(float[] prediction, float[] target, float weight) {
    total += weight * value(prediction, target);
    count += weight;
  }

  @Override
  public final void merge(Metric.Accumulator other) {
    MeanAccumulator mean = (MeanAccumulator) other;
    total += mean.total;
    count += mean.count;
  }

  @Override
  public double result() {
    return count == 0 ? 0 : total / count;
  }

  @Override
  public final void reset() {
    total = 0;
    count = 0;
  }

  @Override
  public final double[] state() {
    return new double[] {total, count};
  }

  @Override
  public final void restore(double[] state) {
    total = state[0];
    count = state[1];
  }
}
