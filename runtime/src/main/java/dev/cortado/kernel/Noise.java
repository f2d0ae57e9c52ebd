package dev.cortado.kernel;

import dev.cortado.random.Randomness;

/**
 * Random numbers by position: the draw of an element depends on a key and the element's index
 * alone, so a mask is computed again where it is needed instead of stored, and is the same whoever
 * computes it.
 */
public final class Noise {
  /** How many different numbers {@link #uniform} draws. */
  static final float UNIFORM_RANGE = 0x1p24f;

  private Noise() {}

  /** A key for one sample of a step, from the key of the step. */
  public static long key(long stepKey, int layer, int sample) {
    return Randomness.mix(stepKey ^ ((long) layer << 32 | sample));
  }

  /** Uniform in [0, 1), of 24 bits. */
  public static float uniform(long key, int index) {
    return uniformBits(key, index) / UNIFORM_RANGE;
  }

  /** {@link #uniform} times {@link #UNIFORM_RANGE}: a whole number. */
  static int uniformBits(long key, int index) {
    return (int) (Randomness.mix(key + index) >>> 40);
  }

  /**
   * Normally distributed with mean 0 and variance 1, by the method of Box and Muller (1958) from
   * two uniform numbers of 32 bits; between -6.7 and 6.7.
   */
  public static float gaussian(long key, int index) {
    long bits = Randomness.mix(key + index);
    double radius = ((bits >>> 32) + 1) * 0x1p-32;
    double angle = (bits & 0xffff_ffffL) * 0x1p-32;
    return (float) (Math.sqrt(-2 * Math.log(radius)) * Math.cos(2 * Math.PI * angle));
  }
}
