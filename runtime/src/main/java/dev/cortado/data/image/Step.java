package dev.cortado.data.image;

import dev.cortado.random.Draws;

/** One change of an augmentation. */
sealed interface Step {
  /** Pixels move. */
  @FunctionalInterface
  non-sealed interface Move extends Step {
    /** Draws how. */
    Affine draw(Draws draws);
  }

  /** Values of pixels change. */
  @FunctionalInterface
  non-sealed interface Recolour extends Step {
    /**
     * Changes a picture.
     *
     * @param image its values. Modified.
     */
    void apply(float[] image, Draws draws);
  }
}
