package com.example;

import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;

/** The largest error of all predictions. */
public record LargestError() implements Metric {
  @Override
  public String name() {
    return "largest_error";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public Accumulator on(Layer output, int targetSize) {
    return new Largest();
  }

  private static final class Largest implements Accumulator {
    private double largest;

    @Override
    public void add(float[] prediction, float[] target, float weight) {
      for (int i = 0; i < target.length; i++) {
        largest = Math.max(largest, Math.abs((double) prediction[i] - target[i]));
      }
    }

    @Override
    public void merge(Accumulator other) {
      largest = Math.max(largest, other.result());
    }

    @Override
    public double result() {
      return largest;
    }

    @Override
    public void reset() {
      largest = 0;
    }

    @Override
    public double[] state() {
      return new double[] {largest};
    }

    @Override
    public void restore(double[] state) {
      largest = state[0];
    }
  }
}
