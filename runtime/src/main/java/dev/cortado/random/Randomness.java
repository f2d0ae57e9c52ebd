package dev.cortado.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The one source of randomness. Every purpose ("weights of hidden/kernel", "shuffling of epoch 3")
 * has a generator of its own, derived from the seed and the purpose's name, so that what one
 * purpose draws never changes what another draws.
 */
public final class Randomness {
  private final long seed;

  private Randomness(long seed) {
    this.seed = seed;
  }

  /** The randomness of a seed. */
  public static Randomness of(long seed) {
    return new Randomness(seed);
  }

  /** A new generator for a purpose: the same values for the same seed and purpose. */
  public RandomGenerator generator(String purpose) {
    return new SplittableRandom(key(purpose));
  }

  /** A number for a purpose, for the counter-based draws of {@link dev.cortado.kernel.Noise}. */
  public long key(String purpose) {
    long key = mix(seed);
    for (int i = 0; i < purpose.length(); i++) {
      key = mix(key + purpose.charAt(i));
    }
    return key;
  }

  /**
   * The finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
   * generators", 2014; variant 13 of Stafford): a bijection under which close numbers become
   * unrelated ones.
   */
  public static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
