package dev.cortado.samples;

import dev.cortado.data.Csv;
import dev.cortado.data.Features;
import dev.cortado.data.Samples;
import dev.cortado.data.Scaling;
import dev.cortado.data.Table;
import dev.cortado.data.series.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Two wireless sensors, called motes, that stand side by side: every five seconds the humidity and
 * the temperature of both, and whether one of them is in an event (hot steam).
 *
 * @param name the place
 * @param series rows of humidity and temperature of the one and of the other, scaled by the
 *     training's mean and deviation; targets of 1 in an event, else 0
 */
record MotePair(String name, Series series) {
  /** The time between two readings. */
  static final int SECONDS = 5;

  private static final String FILE = "data.csv.gz";

  /**
   * The two places of the single-hop network: motes 1 and 2 are indoors, 3 and 4 outdoors.
   *
   * @param data the folder that the file is in, or null for the shipped one
   */
  static List<MotePair> read(Path data) throws IOException {
    Table table = table(data);
    Features features =
        Features.of(table)
            .numbers("humidity", "temperature")
            .ignore("reading", "mote_id", "indoor")
            .label("label", "0", "1")
            .fit();
    return List.of(
        of("indoors", mote(table, features, "1"), mote(table, features, "2")),
        of("outdoors", mote(table, features, "3"), mote(table, features, "4")));
  }

  private static Table table(Path data) throws IOException {
    if (data == null) {
      return Csv.read(MotePair.class.getResourceAsStream("sensors/" + FILE), FILE);
    }
    Path plain = data.resolve("data.csv");
    return Csv.read(Files.exists(plain) ? plain : data.resolve(FILE));
  }

  private static Samples mote(Table table, Features features, String id) {
    return features.samples(table.where(row -> row.value("mote_id").equals(Optional.of(id))));
  }

  private static MotePair of(String name, Samples one, Samples other) {
    // Readings that one of them did not live to take are left out
    int count = Math.min(one.count(), other.count());
    float[][] rows = new float[count][];
    float[][] events = new float[count][];
    for (int i = 0; i < count; i++) {
      float[] first = one.inputs().get(0)[i];
      float[] second = other.inputs().get(0)[i];
      rows[i] = new float[] {first[0], first[1], second[0], second[1]};
      events[i] = new float[] {Math.max(one.targets().get(0)[i][0], other.targets().get(0)[i][0])};
    }
    Scaling scaling = Scaling.standard(Arrays.copyOf(rows, Sensors.TRAINING));
    return new MotePair(name, Series.of(scaling.apply(rows), events));
  }

  /** The readings from one up to, but without, another, or the last. */
  Series between(int from, int to) {
    int end = Math.min(to, series.count());
    return Series.of(
        Arrays.copyOfRange(series.rows(), from, end),
        Arrays.copyOfRange(series.targets().orElseThrow(), from, end));
  }
}
