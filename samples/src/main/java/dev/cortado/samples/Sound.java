package dev.cortado.samples;

/**
 * A sound of speech: the resonances of a man's mouth in hertz (of vowels those of Peterson and
 * Barney, "Control methods used in a study of the vowels", 1952), how loud the voice and the noise
 * are, around which frequency the noise is, and how long it takes.
 */
enum Sound {
  A(730, 1090, 2440, 1, 0, 1000, 190),
  E(530, 1840, 2480, 1, 0, 1000, 170),
  I(270, 2290, 3010, 1, 0, 1000, 170),
  O(570, 840, 2410, 1, 0, 1000, 190),
  U(300, 870, 2240, 0.9, 0, 1000, 150),
  N(250, 1350, 2300, 0.4, 0, 1000, 110),
  W(300, 610, 2200, 0.6, 0, 1000, 90),
  Y(280, 2250, 3000, 0.6, 0, 1000, 90),
  S(400, 1700, 2600, 0, 0.3, 5500, 170),
  P(400, 900, 2300, 0, 0.3, 900, 30),
  T(400, 1700, 2600, 0, 0.5, 4000, 30),
  G(300, 1900, 2300, 0.2, 0.3, 2000, 35),
  PAUSE(400, 1500, 2500, 0, 0, 1000, 60);

  private final double first;
  private final double second;
  private final double third;
  private final double voice;
  private final double noise;
  private final double noiseHertz;
  private final int millis;

  Sound(
      double first,
      double second,
      double third,
      double voice,
      double noise,
      double noiseHertz,
      int millis) {
    this.first = first;
    this.second = second;
    this.third = third;
    this.voice = voice;
    this.noise = noise;
    this.noiseHertz = noiseHertz;
    this.millis = millis;
  }

  /** One of the three resonances, 0 to 2, in hertz. */
  double resonance(int index) {
    return index == 0 ? first : index == 1 ? second : third;
  }

  /** How loud the voice is, from 0 to 1. */
  double voice() {
    return voice;
  }

  /** How loud the noise is, from 0 to 1. */
  double noise() {
    return noise;
  }

  /** Where most of the noise is. */
  double noiseHertz() {
    return noiseHertz;
  }

  /** How many milliseconds it takes at a middle speed. */
  int millis() {
    return millis;
  }
}
