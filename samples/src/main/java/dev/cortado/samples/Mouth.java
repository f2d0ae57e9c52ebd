package dev.cortado.samples;

import java.util.Random;

/** The resonances that sound passes, one after the other, and which move from sound to sound. */
final class Mouth {
  private static final double[] WIDTHS = {80, 110, 170};
  private static final double HIGHEST = 3500;
  private static final double LIPS = 20;

  private final double length;
  private final double breath;
  private final Random random;
  private final Resonance glottis = new Resonance();
  private final Resonance[] resonances = {
    new Resonance(), new Resonance(), new Resonance(), new Resonance()
  };
  private final Resonance hiss = new Resonance();
  private final double[] hertz = new double[WIDTHS.length];
  private double voice;
  private double noise;
  private double phase;
  private double flow;

  /**
   * A mouth at rest.
   *
   * @param length what resonances are multiplied by: more for shorter ones
   * @param breath how much noise is in the voice
   */
  Mouth(double length, double breath, Random random) {
    this.length = length;
    this.breath = breath;
    this.random = random;
    glottis.tune(0, 200);
    resonances[WIDTHS.length].tune(HIGHEST * length, 250);
    for (int i = 0; i < hertz.length; i++) {
      hertz[i] = Sound.PAUSE.resonance(i);
    }
  }

  /**
   * Writes so many samples of a sound, which begins as the one before ended.
   *
   * @param pitch pulses a second
   * @param samples receives them. Modified; what would come after its end is left out.
   */
  void say(Sound sound, double pitch, float[] samples, int from, int count) {
    for (int i = 0; i < hertz.length; i++) {
      hertz[i] += 0.25 * (sound.resonance(i) - hertz[i]);
      resonances[i].tune(hertz[i] * length, WIDTHS[i]);
    }
    hiss.tune(Math.min(sound.noiseHertz() * length, 7000), 1000);
    for (int at = from; at < Math.min(from + count, samples.length); at++) {
      voice += 0.005 * (sound.voice() - voice);
      noise += 0.01 * (sound.noise() - noise);
      phase += pitch / Talker.RATE;
      double pulse = 0;
      if (phase >= 1) {
        phase -= 1 + 0.01 * random.nextGaussian();
        pulse = 100;
      }
      double out = glottis.pass(voice * (pulse + breath * random.nextGaussian()));
      for (Resonance resonance : resonances) {
        out = resonance.pass(out);
      }
      // What leaves the lips is how fast the flow changes
      double voiced = LIPS * (out - flow);
      flow = out;
      samples[at] = (float) (voiced + hiss.pass(noise * random.nextGaussian()));
    }
  }

  /** Klatt's digital resonator: {@code y = a x + b y₁ + c y₂}, which leaves 0 hertz as loud. */
  private static final class Resonance {
    private double a;
    private double b;
    private double c;
    private double last;
    private double beforeLast;

    void tune(double hertz, double width) {
      c = -StrictMath.exp(-2 * Math.PI * width / Talker.RATE);
      b =
          2
              * StrictMath.exp(-Math.PI * width / Talker.RATE)
              * StrictMath.cos(2 * Math.PI * hertz / Talker.RATE);
      a = 1 - b - c;
    }

    double pass(double x) {
      double y = a * x + b * last + c * beforeLast;
      beforeLast = last;
      last = y;
      return y;
    }
  }
}
