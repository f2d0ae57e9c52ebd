package dev.cortado.data.image;

import dev.cortado.data.Batch;
import dev.cortado.data.BatchTransform;
import dev.cortado.random.Draws;

/**
 * Pastes a rectangle of another picture of the batch into each, and mixes targets by how many
 * pixels are of which (Yun and others, "CutMix", 2019). As in Keras's {@code CutMix}, sides are
 * {@code sqrt(1 - w)} of the picture's, with {@code w} from the beta distribution for each picture
 * and its parameter uniform from 0 to {@code factor} for the batch. Targets are rows with a number
 * for each class; weights of samples stay.
 *
 * @param height of pictures, in pixels
 * @param width of pictures, in pixels
 * @param channels how many values a pixel has
 * @param factor the greatest parameter of the distribution, above 0 and at most 1
 */
public record CutMix(int height, int width, int channels, double factor) implements BatchTransform {
  /** Keeps the parameter above 0, as Keras does. */
  private static final double LEAST = 1e-6;

  /**
   * @throws IllegalArgumentException where a size is below 1, or the factor not in its range
   */
  public CutMix {
    if (height < 1 || width < 1 || channels < 1 || !(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "pictures have sizes of at least 1 and the factor is above 0 and at most 1, not %d x %d x %d and %s"
              .formatted(height, width, channels, factor));
    }
  }

  /** With a factor of 1, as Keras has it. */
  public static CutMix of(int height, int width, int channels) {
    return new CutMix(height, width, channels, 1);
  }

  /**
   * Mixes a batch of a network whose first input are pictures.
   *
   * @throws IllegalArgumentException where a row has not as many values as a picture, or a target
   *     is the index of a class
   */
  @Override
  public void apply(Batch batch, Keys keys) {
    Draws draws = new Draws(keys.batch());
    int[] partners = Mixing.partners(batch.samples(), draws);
    double alpha = draws.uniform(0, factor) + LEAST;
    float[][] rows = batch.input(0);
    float[][] mixed = new float[partners.length][];
    double[] weights = new double[partners.length];
    for (int s = 0; s < partners.length; s++) {
      requireSize(rows[s]);
      double side = Math.sqrt(1 - draws.beta(alpha));
      Span columns = Span.draw(width, side, draws);
      Span lines = Span.draw(height, side, draws);
      mixed[s] = rows[s].clone();
      for (int y = lines.from(); y < lines.to(); y++) {
        int from = (y * width + columns.from()) * channels;
        System.arraycopy(
            rows[partners[s]], from, mixed[s], from, (columns.to() - columns.from()) * channels);
      }
      double pasted = (double) (lines.to() - lines.from()) * (columns.to() - columns.from());
      weights[s] = 1 - pasted / ((double) height * width);
    }
    System.arraycopy(mixed, 0, rows, 0, mixed.length);
    Mixing.targets(batch, partners, weights);
  }

  private void requireSize(float[] row) {
    if (row.length != (long) height * width * channels) {
      throw new IllegalArgumentException(
          "a row has %d values, but pictures of %d x %d x %d have %d; give their sizes to CutMix.of"
              .formatted(row.length, height, width, channels, (long) height * width * channels));
    }
  }

  /** The pixels of an axis from one up to, but without, another. */
  private record Span(int from, int to) {
    /** Those whose numbers lie in a piece of a length, a part of the size, that is drawn. */
    static Span draw(int size, double part, Draws draws) {
      double length = part * size;
      double start = draws.uniform(0, size - length);
      return new Span((int) Math.ceil(start), (int) Math.min(size, Math.ceil(start + length)));
    }
  }
}
