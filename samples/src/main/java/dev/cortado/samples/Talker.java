package dev.cortado.samples;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Says a few words without having heard any: pulses and noise go through resonances, as the voice
 * does through the mouth (Klatt, "Software for a cascade/parallel formant synthesizer", 1980). It
 * is understood, but no recording: real voices are harder to tell apart.
 *
 * <p>Each speaker has a pitch, a length of the mouth, a speed and a breath; each time it says a
 * word, they and the noise of the room are a little different. The same for the same seeds.
 */
final class Talker {
  /** Samples a second. */
  static final int RATE = 16_000;

  /** The words that it knows, each with its sounds. */
  static final Map<String, List<Sound>> WORDS =
      new TreeMap<>(
          Map.of(
              "away", List.of(Sound.A, Sound.W, Sound.E, Sound.I),
              "go", List.of(Sound.PAUSE, Sound.G, Sound.O, Sound.U),
              "no", List.of(Sound.N, Sound.O, Sound.U),
              "so", List.of(Sound.S, Sound.O, Sound.U),
              "tea", List.of(Sound.PAUSE, Sound.T, Sound.I, Sound.I),
              "see", List.of(Sound.S, Sound.I, Sound.I),
              "stop", List.of(Sound.S, Sound.PAUSE, Sound.T, Sound.O, Sound.PAUSE, Sound.P),
              "up", List.of(Sound.A, Sound.PAUSE, Sound.P),
              "yes", List.of(Sound.Y, Sound.E, Sound.S),
              "you", List.of(Sound.Y, Sound.U, Sound.U)));

  /** Spreads seeds that are close to each other. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Parameters change every 5 milliseconds. */
  private static final int FRAME = RATE / 200;

  private final long seed;
  private final double pitch;
  private final double mouth;
  private final double speed;
  private final double breath;

  /** A speaker: the same for the same seed. */
  Talker(long seed) {
    this.seed = seed;
    Random random = new Random(seed * GOLDEN);
    // From low voices with long mouths to high voices with short ones
    double height = random.nextDouble();
    pitch = 90 * Math.pow(2, 1.4 * height);
    mouth = 0.92 + 0.25 * height + 0.03 * random.nextGaussian();
    speed = 0.8 + 0.5 * random.nextDouble();
    breath = 0.02 + 0.1 * random.nextDouble();
  }

  /**
   * One second of sound, from -1 to 1, with a word somewhere in it.
   *
   * @param word one of {@link #WORDS}
   * @param take the how manieth time it is said
   */
  float[] say(String word, int take) {
    Random random = new Random((seed * 31 + word.hashCode()) * GOLDEN + take);
    double tempo = speed * (0.9 + 0.2 * random.nextDouble());
    double tone = pitch * (0.93 + 0.14 * random.nextDouble());
    double vowels = mouth * (0.97 + 0.06 * random.nextDouble());
    float[] sound = new float[RATE];
    Mouth filter = new Mouth(vowels, breath, random);
    int at = (int) (RATE * (0.05 + 0.1 * random.nextDouble()));
    for (Sound part : WORDS.get(word)) {
      int end = at + (int) (part.millis() * RATE / 1000.0 / tempo);
      for (; at < end; at += FRAME) {
        // The voice sinks by a fifth in a second
        filter.say(part, tone * (1.1 - 0.2 * at / RATE), sound, at, FRAME);
      }
    }
    filter.say(Sound.PAUSE, tone, sound, at, RATE - at);
    double loudness = (0.2 + 0.6 * random.nextDouble()) / greatest(sound);
    double room = 0.003 * Math.pow(40, random.nextDouble());
    for (int i = 0; i < sound.length; i++) {
      double heard = sound[i] * loudness + room * random.nextGaussian();
      sound[i] = (float) Math.max(-1, Math.min(1, heard));
    }
    return sound;
  }

  private static float greatest(float[] sound) {
    float greatest = 1e-9f;
    for (float sample : sound) {
      greatest = Math.max(greatest, Math.abs(sample));
    }
    return greatest;
  }
}
