package dev.cortado.schedule;

/** Always the same rate, at least 0. */
record ConstantRate(double rate) implements LearningRate {
  ConstantRate {
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException(
          "learning rate is %s, but must be at least 0 and finite; 0.001 is a common one"
              .formatted(rate));
    }
  }

  @Override
  public double at(long step) {
    return rate;
  }

  @Override
  public String toString() {
    return String.valueOf(rate);
  }
}
