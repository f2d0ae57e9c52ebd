package dev.cortado.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * Engines with 14 sensors.
 *
 * @param train engines up to the end of their lives
 * @param test engines up to some flight before it
 */
record Fleet(List<Engine> train, List<Engine> test) {
  private static final int SENSORS = 14;

  /** Columns of sensors in C-MAPSS, from 0; the other seven are constant in FD001. */
  private static final int[] COLUMNS = {6, 7, 8, 11, 12, 13, 15, 16, 17, 18, 19, 21, 24, 25};

  private static final int ALL_COLUMNS = 26;

  /** As many flights as a window has, at least, are known of an engine. */
  private static final int LEAST = 31;

  /**
   * NASA's turbofan engines FD001: A. Saxena and K. Goebel, "Turbofan Engine Degradation Simulation
   * Data Set", NASA Ames Prognostics Data Repository, 2008.
   *
   * @throws IOException where a file is missing or is none of these; the message names it
   */
  static Fleet read(Path folder) throws IOException {
    List<Engine> train = new ArrayList<>();
    for (float[][] sensors : engines(folder, "train_FD001.txt")) {
      train.add(new Engine(sensors, 0));
    }
    List<float[]> left = numbers(folder, "RUL_FD001.txt", 1);
    List<float[][]> measured = engines(folder, "test_FD001.txt");
    if (measured.size() != left.size()) {
      throw new IOException(
          "%s has %d engines in test_FD001.txt, but %d lives in RUL_FD001.txt"
              .formatted(folder, measured.size(), left.size()));
    }
    List<Engine> test = new ArrayList<>();
    for (int e = 0; e < measured.size(); e++) {
      test.add(new Engine(measured.get(e), (int) left.get(e)[0]));
    }
    return new Fleet(train, test);
  }

  private static List<float[][]> engines(Path folder, String name) throws IOException {
    Map<Float, List<float[]>> engines = new TreeMap<>();
    for (float[] row : numbers(folder, name, ALL_COLUMNS)) {
      float[] sensors = new float[SENSORS];
      for (int s = 0; s < SENSORS; s++) {
        sensors[s] = row[COLUMNS[s]];
      }
      engines.computeIfAbsent(row[0], engine -> new ArrayList<>()).add(sensors);
    }
    return engines.values().stream().map(rows -> rows.toArray(float[][]::new)).toList();
  }

  private static List<float[]> numbers(Path folder, String name, int columns) throws IOException {
    Path plain = folder.resolve(name);
    Path file = Files.exists(plain) ? plain : folder.resolve(name + ".gz");
    List<float[]> rows = new ArrayList<>();
    try (InputStream stream = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.equals(plain) ? stream : new GZIPInputStream(stream),
                    StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.strip().split(" +", -1);
        if (fields.length != columns) {
          throw new IOException(
              "%s has %d columns in line %d, but such files have %d"
                  .formatted(file, fields.length, rows.size() + 1, columns));
        }
        float[] row = new float[columns];
        for (int c = 0; c < columns; c++) {
          row[c] = Float.parseFloat(fields[c]);
        }
        rows.add(row);
      }
    } catch (NumberFormatException e) {
      throw new IOException("%s: line %d: %s".formatted(file, rows.size() + 1, e.getMessage()), e);
    }
    return rows;
  }

  /**
   * Engines that wear out: damage grows from a little to 1 ever faster, by a factor a flight that
   * is the engine's own, and each sensor sees a power of it through noise.
   */
  static Fleet simulate(int engines, long seed) {
    Random random = new Random(seed);
    double[] slopes = random.doubles(SENSORS, -1, 1).map(s -> s + Math.signum(s) / 2).toArray();
    double[] powers = random.doubles(SENSORS, 0.5, 1.5).toArray();
    List<Engine> train = new ArrayList<>();
    List<Engine> test = new ArrayList<>();
    for (int e = 0; e < engines; e++) {
      train.add(engine(random, slopes, powers, 1));
      test.add(engine(random, slopes, powers, 0.3 + 0.65 * random.nextDouble()));
    }
    return new Fleet(train, test);
  }

  /** An engine of which a part of its life is known. */
  private static Engine engine(Random random, double[] slopes, double[] powers, double known) {
    int life = (int) Math.max(2 * LEAST, 200 + 45 * random.nextGaussian());
    double start = 0.01 + 0.02 * random.nextDouble();
    float[][] sensors = new float[Math.max(LEAST, (int) Math.round(known * life))][SENSORS];
    for (int flight = 0; flight < sensors.length; flight++) {
      double damage = start * Math.pow(1 / start, (flight + 1.0) / life);
      for (int s = 0; s < SENSORS; s++) {
        double seen = slopes[s] * Math.pow(damage, powers[s]);
        sensors[flight][s] = (float) (seen + 0.1 * random.nextGaussian());
      }
    }
    return new Engine(sensors, life - sensors.length);
  }
}
