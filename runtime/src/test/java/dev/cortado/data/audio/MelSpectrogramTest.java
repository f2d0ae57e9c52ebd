package dev.cortado.data.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MelSpectrogramTest {
  private static final MelSpectrogram SMALL =
      MelSpectrogram.of(8000).fft(256).window(200).stride(100).melBins(20).frequencies(50, 3800);

  /** Two tones. */
  private static float[] tones() {
    float[] samples = new float[1000];
    for (int i = 0; i < samples.length; i++) {
      double time = i / 8000.0;
      samples[i] =
          (float)
              (0.5 * Math.sin(2 * Math.PI * 440 * time)
                  + 0.25 * Math.sin(2 * Math.PI * 1300 * time + 1));
    }
    return samples;
  }

  private static float[] noise(int length) {
    SplittableRandom random = new SplittableRandom(length);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (2 * random.nextDouble() - 1);
    }
    return samples;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 64, 512})
  void theFastTransformIsTheSlowOne(int length) {
    SplittableRandom random = new SplittableRandom(length);
    double[] real = random.doubles(length).toArray();
    double[] imaginary = random.doubles(length).toArray();
    double[] fastReal = real.clone();
    double[] fastImaginary = imaginary.clone();
    new Fourier(length).transform(fastReal, fastImaginary);
    for (int k = 0; k < length; k++) {
      double r = 0;
      double j = 0;
      for (int n = 0; n < length; n++) {
        double angle = -2 * Math.PI * ((long) k * n % length) / length;
        r += real[n] * Math.cos(angle) - imaginary[n] * Math.sin(angle);
        j += real[n] * Math.sin(angle) + imaginary[n] * Math.cos(angle);
      }
      assertEquals(r, fastReal[k], 1e-10);
      assertEquals(j, fastImaginary[k], 1e-10);
    }
  }

  /** The definition, term by term. */
  private static double[][] powers(float[] samples, Stft stft) {
    double[][] powers = new double[1 + samples.length / stft.sequenceStride()][stft.bins()];
    int from = (stft.fftLength() - stft.sequenceLength()) / 2;
    for (int f = 0; f < powers.length; f++) {
      for (int k = 0; k < stft.bins(); k++) {
        double r = 0;
        double j = 0;
        for (int i = 0; i < stft.sequenceLength(); i++) {
          int at = f * stft.sequenceStride() - stft.fftLength() / 2 + from + i;
          at = Math.abs(at);
          at = at < samples.length ? at : 2 * samples.length - 2 - at;
          double hann = Math.pow(Math.sin(Math.PI * i / stft.sequenceLength()), 2);
          double angle = -2 * Math.PI * k * (from + i) / stft.fftLength();
          r += hann * samples[at] * Math.cos(angle);
          j += hann * samples[at] * Math.sin(angle);
        }
        powers[f][k] = r * r + j * j;
      }
    }
    return powers;
  }

  @Test
  void magnitudesAreThoseOfTheDefinition() {
    float[] samples = noise(300);
    for (Stft stft :
        new Stft[] {new Stft(64, 64, 16), new Stft(128, 100, 70), new Stft(32, 7, 5)}) {
      double[][] powers = powers(samples, stft);
      float[] magnitudes = stft.magnitudes(samples);
      assertEquals(powers.length * stft.bins(), magnitudes.length);
      for (int i = 0; i < magnitudes.length; i++) {
        assertEquals(
            Math.sqrt(powers[i / stft.bins()][i % stft.bins()]), magnitudes[i], 1e-5, "at " + i);
      }
    }
  }

  /** Of NumPy and SciPy: rfft, get_window("hann"), pad(mode="reflect"). */
  @Test
  void magnitudesAreThoseOfNumpy() {
    float[] magnitudes = new Stft(256, 200, 100).magnitudes(tones());
    assertEquals(11 * 129, magnitudes.length);
    float[] third = {0.000124744f, 0.007897475f, 0.013357475f, 0.013916003f};
    for (int k = 0; k < 4; k++) {
      assertEquals(third[k], magnitudes[3 * 129 + k], 1e-6);
    }
    assertEquals(15.990204f, magnitudes[13], 1e-5);
    assertEquals(2.430914f, magnitudes[14], 1e-5);
    assertEquals(12.8173804f, magnitudes[15], 1e-5);
  }

  /** Keras's definition of the layer, computed with NumPy. */
  @Test
  void melBinsAreThoseOfKerasDefinition() {
    float[] mels = SMALL.power().apply(tones());
    assertEquals(11 * 20, mels.length);
    float[] second = {0.00025812f, 0.003121729f, 0.070050133f, 185.838879f};
    for (int m = 0; m < 4; m++) {
      assertEquals(second[m], mels[2 * 20 + m], 1e-5 * Math.max(0.1, second[m]));
    }
    assertEquals(14.475676f, mels[10 * 20 + 8], 1e-4);
  }

  @Test
  void decibelsAreThoseOfKerasDefinition() {
    float[] decibels = SMALL.apply(tones());
    float[] second = {-35.881779f, -25.056048f, -11.54591f, 22.691366f, 29.740925f, 18.572593f};
    for (int m = 0; m < second.length; m++) {
      assertEquals(second[m], decibels[2 * 20 + m], 1e-3);
    }
    assertEquals(-4.696633f, decibels[19], 1e-3);
    // Cut 80 below the loudest, or as far as is asked for
    float[] narrow = SMALL.topDecibels(10).apply(tones());
    float greatest = Float.NEGATIVE_INFINITY;
    float least = Float.POSITIVE_INFINITY;
    for (float value : narrow) {
      greatest = Math.max(greatest, value);
      least = Math.min(least, value);
    }
    assertEquals(10, greatest - least, 1e-4);
    // Silence has the least power
    assertEquals(-100, SMALL.apply(new float[1000])[5], 1e-4);
  }

  /** SciPy's dct(type=2, norm="ortho") of the decibels, as librosa's mfcc has it. */
  @Test
  void cepstraAreThoseOfScipy() {
    float[] cepstra = SMALL.mfcc(5).apply(tones());
    assertEquals(11 * 5, cepstra.length);
    float[] second = {-98.141289f, 73.47526f, -39.220726f, -6.544432f, -10.037071f};
    float[] seventh = {-98.146314f, 73.46754f, -39.214211f, -6.530399f, -10.04712f};
    for (int c = 0; c < 5; c++) {
      assertEquals(second[c], cepstra[2 * 5 + c], 2e-3);
      assertEquals(seventh[c], cepstra[7 * 5 + c], 2e-3);
    }
  }

  @Test
  void trianglesAreThoseOfTheDefinition() {
    MelFilters filters = new MelFilters(40, 257, 16_000, 20, 8000);
    double low = 1127 * Math.log(1 + 20 / 700.0);
    double high = 1127 * Math.log(1 + 8000 / 700.0);
    for (int m = 0; m < 40; m++) {
      double left = low + (high - low) * m / 41;
      double centre = low + (high - low) * (m + 1) / 41;
      double right = low + (high - low) * (m + 2) / 41;
      for (int k = 0; k < 257; k++) {
        double mel = 1127 * Math.log(1 + k * 16_000 / 512.0 / 700);
        double expected =
            k == 0
                ? 0
                : Math.max(
                    0, Math.min((mel - left) / (centre - left), (right - mel) / (right - centre)));
        assertEquals(expected, filters.weight(m, k), 1e-10);
      }
    }
  }

  @Test
  void aToneStandsInTheBinOfItsFrequency() {
    int[] loudest = new int[3];
    for (int n = 0; n < loudest.length; n++) {
      float[] tone = new float[16_000];
      for (int i = 0; i < tone.length; i++) {
        tone[i] = (float) Math.sin(2 * Math.PI * 500 * (n + 1) * i / 16_000);
      }
      float[] mels = MelSpectrogram.of(16_000).apply(tone);
      assertEquals(32 * 128, mels.length);
      for (int m = 0; m < 128; m++) {
        loudest[n] = mels[10 * 128 + m] > mels[10 * 128 + loudest[n]] ? m : loudest[n];
      }
      double low = 1127 * Math.log(1 + 20 / 700.0);
      double high = 1127 * Math.log(1 + 8000 / 700.0);
      double mel = 1127 * Math.log(1 + 500 * (n + 1) / 700.0);
      assertEquals((mel - low) / (high - low) * 129 - 1, loudest[n], 1);
    }
  }

  @Test
  void countsFramesAndBins() {
    MelSpectrogram mel = MelSpectrogram.of(8000).stride(256).melBins(64);
    // The shapes of the examples in Keras's documentation
    assertEquals(63, mel.frames(16_000));
    assertEquals(64, mel.width());
    assertEquals(126, mel.stride(128).melBins(80).frames(16_000));
    assertEquals(13, mel.mfcc(13).width());
    assertTrue(MelSpectrogram.of(16_000).fft(256).emptyBins() > 0);
    assertEquals(0, MelSpectrogram.of(16_000).fft(512).melBins(40).emptyBins());
  }

  @Test
  void isTheSameOnEveryThread() {
    float[] samples = noise(4000);
    float[] expected = SMALL.apply(samples);
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            i ->
                assertArrayEquals(
                    expected,
                    MelSpectrogram.of(8000)
                        .fft(256)
                        .window(200)
                        .stride(100)
                        .melBins(20)
                        .frequencies(50, 3800)
                        .apply(samples)));
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals(
        "the FFT length is a power of two from 2 to 65536, not 400; the next one above is 512",
        assertThrows(IllegalArgumentException.class, () -> MelSpectrogram.of(8000).fft(400))
            .getMessage());
    assertEquals(
        "there are 1024 samples, but an FFT of 2048 takes more than 1024; pad them, or make the FFT shorter",
        assertThrows(
                IllegalArgumentException.class,
                () -> MelSpectrogram.of(8000).apply(new float[1024]))
            .getMessage());
    assertEquals(
        "frequencies are from 50.0 to 5000.0 hertz, but they rise from 0 or more to at most half the sample rate, 4000.0",
        assertThrows(
                IllegalArgumentException.class, () -> MelSpectrogram.of(8000).frequencies(50, 5000))
            .getMessage());
    for (Runnable wrong :
        new Runnable[] {
          () -> MelSpectrogram.of(0),
          () -> SMALL.window(257),
          () -> SMALL.stride(0),
          () -> SMALL.melBins(0),
          () -> SMALL.mfcc(21),
          () -> SMALL.power().mfcc(2),
          () -> SMALL.topDecibels(0)
        }) {
      assertThrows(IllegalArgumentException.class, wrong::run);
    }
  }
}
