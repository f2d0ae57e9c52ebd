package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingsTest {
  /** User 7 rates twelve items, the one with the greatest number first, and user 9 two. */
  private static String file(String header, String separator) {
    StringBuilder text = new StringBuilder(header);
    for (int i = 0; i < 12; i++) {
      text.append(String.join(separator, "7", "" + (100 + i), "3", "" + (1000 - i))).append('\n');
    }
    text.append(String.join(separator, "9", "100", "5", "50")).append('\n');
    return text.append(String.join(separator, "9", "200", "5", "51")).append('\n').toString();
  }

  @Test
  void readsTheThreeFormatsOfMovieLens(@TempDir Path folder) throws IOException {
    Path csv = Files.createDirectory(folder.resolve("csv")).resolve("ratings.csv");
    Path dat = Files.createDirectory(folder.resolve("dat")).resolve("ratings.dat");
    Path data = Files.createDirectory(folder.resolve("data")).resolve("u.data");
    Files.writeString(csv, file("userId,movieId,rating,timestamp\n", ","));
    Files.writeString(dat, file("", "::"));
    Files.writeString(data, file("", "\t"));
    Ratings ratings = Ratings.read(csv);
    assertEquals(ratings, Ratings.read(dat));
    assertEquals(ratings, Ratings.read(data.getParent()));
    assertEquals(13, ratings.items().size());
    // The last five of user 7, who rated item 100 last
    assertEquals(BitSet.valueOf(new long[] {0b11111}), ratings.held().get(0));
    assertEquals(7, ratings.seen().get(0).cardinality());
    assertEquals(2, ratings.seen().get(1).cardinality());
    assertTrue(ratings.held().get(1).isEmpty());
    Files.writeString(csv, "userId,movieId,rating,timestamp\n7,1,5,1\n");
    assertEquals(
        csv
            + ": no user has 10 ratings, so that the last 5 could be for the test; take a larger file",
        assertThrows(IOException.class, () -> Ratings.read(csv)).getMessage());
  }

  @Test
  void generatedChoicesAreTheSameForASeedAndFavourTheFirstItems() {
    Ratings ratings = Market.generate(200, 100, 3).ratings();
    assertEquals(ratings, Market.generate(200, 100, 3).ratings());
    long[] chosen = new long[2];
    for (int user = 0; user < 200; user++) {
      BitSet seen = ratings.seen().get(user);
      assertFalse(seen.intersects(ratings.held().get(user)));
      assertEquals(Ratings.HELD, ratings.held().get(user).cardinality());
      seen.stream().forEach(item -> chosen[item / 50]++);
    }
    assertTrue(chosen[0] > 1.3 * chosen[1], chosen[0] + " and " + chosen[1]);
  }

  @Test
  void recallCountsWhatWasChosenLaterAmongTheBest() {
    BitSet seen = BitSet.valueOf(new long[] {0b0001});
    BitSet held = BitSet.valueOf(new long[] {0b1010});
    List<String> names = IntStream.range(0, 4).mapToObj(String::valueOf).toList();
    Ratings ratings = new Ratings(List.of(seen, seen), List.of(held, new BitSet()), names);
    Recall recall = new Recall(ratings);
    float[] scores = {9, 3, 2, 1};
    assertEquals(List.of(1, 2), recall.best(0, scores, 2));
    assertArrayEquals(new int[] {0}, recall.users());
    assertArrayEquals(new double[] {0.5, 0.5, 1, 1}, recall.upTo(4, user -> scores));
  }
}
