package dev.cortado.data.audio;

/** Makes mel spectrograms and cepstra of sound. Immutable. */
final class MelTransform {
  private static final double LEAST_POWER = 1e-10;

  private final MelSettings settings;
  private final Spectra spectra;
  private final MelFilters filters;
  private final double[][] cosines;

  MelTransform(MelSettings settings) {
    this.settings = settings;
    spectra = new Spectra(settings.stft());
    filters =
        new MelFilters(
            settings.melBins(),
            settings.stft().bins(),
            settings.sampleRate(),
            settings.minFrequency(),
            settings.maxFrequency());
    cosines = cosines(settings.coefficients(), settings.melBins());
  }

  /** The orthonormal discrete cosine transform of type 2: a row for each coefficient. */
  private static double[][] cosines(int coefficients, int bins) {
    double[][] rows = new double[coefficients][bins];
    for (int c = 0; c < coefficients; c++) {
      double scale = Math.sqrt((c == 0 ? 1.0 : 2.0) / bins);
      for (int m = 0; m < bins; m++) {
        rows[c][m] = scale * StrictMath.cos(Math.PI * c * (2 * m + 1) / (2.0 * bins));
      }
    }
    return rows;
  }

  /** How many triangles no bin of the spectrum is in. */
  int emptyBins() {
    return filters.empty();
  }

  /** The frames of sound, one after the other. */
  float[] apply(float[] samples) {
    int bins = settings.melBins();
    int frames = settings.stft().frames(samples.length);
    double[] mels = new double[Math.multiplyExact(frames, bins)];
    double[] power = new double[settings.stft().bins()];
    double[] frameMels = new double[bins];
    Spectra.Frame frame = spectra.frame(samples);
    for (int f = 0; f < frames; f++) {
      frame.power(f, power);
      filters.apply(power, frameMels);
      System.arraycopy(frameMels, 0, mels, f * bins, bins);
    }
    settings.topDecibels().ifPresent(top -> toDecibels(mels, top));
    return settings.coefficients() > 0 ? cepstra(mels) : floats(mels);
  }

  private static void toDecibels(double[] values, double top) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      values[i] = 10 * StrictMath.log10(Math.max(values[i], LEAST_POWER));
      greatest = Math.max(greatest, values[i]);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(values[i], greatest - top);
    }
  }

  private float[] cepstra(double[] decibels) {
    int bins = settings.melBins();
    float[] all = new float[decibels.length / bins * cosines.length];
    for (int i = 0; i < all.length; i++) {
      int from = i / cosines.length * bins;
      double[] row = cosines[i % cosines.length];
      double sum = 0;
      for (int m = 0; m < bins; m++) {
        sum += row[m] * decibels[from + m];
      }
      all[i] = (float) sum;
    }
    return all;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
