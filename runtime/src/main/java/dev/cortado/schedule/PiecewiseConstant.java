package dev.cortado.schedule;

import java.util.List;

/**
 * Keras's PiecewiseConstantDecay: the first rate while {@code step <= boundaries[0]}, the second
 * while {@code step <= boundaries[1]}, and so on; the last rate after the last boundary.
 *
 * @param boundaries the last step of each rate but the last, ascending
 * @param rates one more than there are boundaries, each at least 0
 */
public record PiecewiseConstant(List<Long> boundaries, List<Double> rates) implements LearningRate {
  /** Checks and copies the lists. */
  public PiecewiseConstant {
    boundaries = List.copyOf(boundaries);
    rates = List.copyOf(rates);
    if (rates.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "%d boundaries and %d rates make no schedule; give one rate more than boundaries"
              .formatted(boundaries.size(), rates.size()));
    }
    for (int i = 1; i < boundaries.size(); i++) {
      if (boundaries.get(i) <= boundaries.get(i - 1)) {
        throw Require.refuse("boundaries", boundaries, "must ascend");
      }
    }
    rates.forEach(rate -> Require.notNegative("rate", rate));
  }

  @Override
  public double at(long step) {
    int piece = 0;
    while (piece < boundaries.size() && step > boundaries.get(piece)) {
      piece++;
    }
    return rates.get(piece);
  }
}
