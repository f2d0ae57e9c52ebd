package dev.cortado.data.image;

import dev.cortado.data.Batch;
import dev.cortado.data.BatchTransform;
import dev.cortado.random.Draws;
import dev.cortado.random.Randomness;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes pictures at random, each in another way, for training: with the definitions of Keras's
 * layers {@code RandomFlip}, {@code RandomTranslation} and so on. Changes are made in the order in
 * which they are named; those that move pixels and follow each other are made in one, so that
 * pictures are blurred once. The draws depend on the seed, the pass and the picture's place in it
 * alone. Immutable.
 *
 * <pre>{@code
 * Augmentation augmentation =
 *     Augmentation.of(32, 32, 3).flipHorizontal().translation(0.1, 0.1).rotation(0.05).contrast(0.2);
 * trainer.fit(train.transformed(1, augmentation), Fit.epochs(50));
 * }</pre>
 */
public final class Augmentation implements BatchTransform {
  private final Warp warp;
  private final int input;
  private final List<Step> steps;

  private Augmentation(Warp warp, int input, List<Step> steps) {
    this.warp = warp;
    this.input = input;
    this.steps = steps;
  }

  /**
   * No change of pictures with values from 0 to 1, row by row and with the channels of a pixel side
   * by side.
   *
   * @throws IllegalArgumentException where a size is below 1
   */
  public static Augmentation of(int height, int width, int channels) {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "pictures have sizes of at least 1, not %d x %d x %d".formatted(height, width, channels));
    }
    return new Augmentation(new Warp(height, width, channels, FillMode.REFLECT, 0), 0, List.of());
  }

  /** Of the input with this index, from 0, of a network with several: the first unless given. */
  public Augmentation input(int index) {
    return new Augmentation(warp, index, steps);
  }

  /** With what lies outside of pictures that are moved: reflections unless given. */
  public Augmentation fill(FillMode mode) {
    return new Augmentation(
        new Warp(warp.height(), warp.width(), warp.channels(), mode, warp.value()), input, steps);
  }

  /** With a value that lies outside of pictures that are moved. */
  public Augmentation fill(float value) {
    return new Augmentation(
        new Warp(warp.height(), warp.width(), warp.channels(), FillMode.CONSTANT, value),
        input,
        steps);
  }

  /** Half of the pictures are mirrored left to right. */
  public Augmentation flipHorizontal() {
    return with((Step.Move) draws -> Affine.flip(draws.uniform() < 0.5, false));
  }

  /** Half of the pictures are turned upside down. */
  public Augmentation flipVertical() {
    return with((Step.Move) draws -> Affine.flip(false, draws.uniform() < 0.5));
  }

  /**
   * Pictures are moved, up or down and left or right.
   *
   * @param height by how much at most, as a part of the height from 0 to 1
   * @param width by how much at most, as a part of the width from 0 to 1
   */
  public Augmentation translation(double height, double width) {
    double rows = warp.height() * require("translation of height", height);
    double columns = warp.width() * require("translation of width", width);
    return with(
        (Step.Move)
            draws ->
                Affine.translation(draws.uniform(-rows, rows), draws.uniform(-columns, columns)));
  }

  /**
   * Pictures are turned, either way.
   *
   * @param factor by how much at most, as a part of a full turn from 0 to 1
   */
  public Augmentation rotation(double factor) {
    double most = 2 * Math.PI * require("rotation", factor);
    return with((Step.Move) draws -> Affine.rotation(draws.uniform(-most, most)));
  }

  /**
   * Pictures show less or more of what they did, by the same factor in height and width.
   *
   * @param factor from 0 to 1: they show from {@code 1 - factor} to {@code 1 + factor} of it
   */
  public Augmentation zoom(double factor) {
    require("zoom", factor);
    return with(
        (Step.Move)
            draws -> {
              double zoom = draws.uniform(1 - factor, 1 + factor);
              return Affine.zoom(zoom, zoom);
            });
  }

  /** As {@link #zoom(double)}, by factors of their own for height and width. */
  public Augmentation zoom(double height, double width) {
    require("zoom of height", height);
    require("zoom of width", width);
    return with(
        (Step.Move)
            draws ->
                Affine.zoom(
                    draws.uniform(1 - height, 1 + height), draws.uniform(1 - width, 1 + width)));
  }

  /**
   * Contrast becomes less or more: {@code (x - mean) c + mean} with the mean of each channel, cut
   * to the range from 0 to 1.
   *
   * @param factor from 0 to 1: c is from {@code 1 - factor} to {@code 1 + factor}
   */
  public Augmentation contrast(double factor) {
    require("contrast", factor);
    int channels = warp.channels();
    return with(
        (Step.Recolour)
            (image, draws) ->
                Recolouring.contrast(image, channels, draws.uniform(1 - factor, 1 + factor)));
  }

  /**
   * Pictures become darker or brighter, cut to the range from 0 to 1.
   *
   * @param factor from 0 to 1: from {@code -factor} to {@code factor} is added to all values
   */
  public Augmentation brightness(double factor) {
    require("brightness", factor);
    return with(
        (Step.Recolour)
            (image, draws) -> Recolouring.brightness(image, draws.uniform(-factor, factor)));
  }

  /**
   * A normal draw is added to each value, as by Keras's {@code GaussianNoise}; the range is not
   * kept.
   *
   * @param stddev the standard deviation, 0 or more
   * @throws IllegalArgumentException where it is below 0 or not finite
   */
  public Augmentation noise(double stddev) {
    if (!(stddev >= 0 && stddev <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "noise has a finite standard deviation of 0 or more, not " + stddev);
    }
    return with(
        (Step.Recolour)
            (image, draws) -> {
              for (int i = 0; i < image.length; i++) {
                image[i] += (float) (stddev * draws.normal());
              }
            });
  }

  private static double require(String what, double factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          "the factor of %s is from 0 to 1, not %s".formatted(what, factor));
    }
    return factor;
  }

  private Augmentation with(Step step) {
    List<Step> all = new ArrayList<>(steps);
    all.add(step);
    return new Augmentation(warp, input, List.copyOf(all));
  }

  /**
   * Changes the pictures of a batch.
   *
   * @throws IllegalArgumentException where a row has not as many values as a picture
   */
  @Override
  public void apply(Batch batch, Keys keys) {
    float[][] rows = batch.input(input);
    for (int s = 0; s < batch.samples(); s++) {
      rows[s] = apply(rows[s], keys.sample(s));
    }
  }

  /**
   * A changed picture, in a fresh array.
   *
   * @param key the same for the same change
   * @throws IllegalArgumentException where it has not as many values as a picture
   */
  public float[] apply(float[] image, long key) {
    if (image.length != (long) warp.height() * warp.width() * warp.channels()) {
      throw new IllegalArgumentException(
          "a row has %d values, but pictures of %d x %d x %d have %d; give their sizes to Augmentation.of"
              .formatted(
                  image.length,
                  warp.height(),
                  warp.width(),
                  warp.channels(),
                  (long) warp.height() * warp.width() * warp.channels()));
    }
    float[] changed = image.clone();
    Affine moves = Affine.IDENTITY;
    for (int i = 0; i < steps.size(); i++) {
      Draws draws = new Draws(Randomness.mix(key + i));
      Step step = steps.get(i);
      if (step instanceof Step.Move move) {
        moves = moves.then(move.draw(draws));
      } else if (step instanceof Step.Recolour recolour) {
        changed = moved(changed, moves);
        moves = Affine.IDENTITY;
        recolour.apply(changed, draws);
      }
    }
    return moved(changed, moves);
  }

  private float[] moved(float[] image, Affine moves) {
    return moves.equals(Affine.IDENTITY) ? image : warp.apply(image, moves);
  }
}
