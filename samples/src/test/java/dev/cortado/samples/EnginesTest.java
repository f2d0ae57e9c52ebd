package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
  @Test
  void predictsWhatIsLeftOfEnginesThatItHasNotSeen(@TempDir Path out) throws IOException {
    Printed printed =
        Printed.by(new Engines(), "--engines", "30", "--epochs", "4", "--out", out.toString());
    assertTrue(
        printed.number("RMSE on 30 other engines, each seen up to some flight: ") <= 20,
        printed.toString());
    assertTrue(ImageIO.read(out.resolve("life.png").toFile()).getWidth() > 100);
  }

  private static String row(int engine, int flight) {
    return IntStream.range(0, 24)
        .mapToObj(column -> String.valueOf(100 * flight + column))
        .collect(Collectors.joining(" ", engine + " " + flight + " ", "  "));
  }

  @Test
  void readsTheFilesOfNasa(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("train_FD001.txt"), row(1, 1) + "\n" + row(1, 2) + "\n" + row(2, 1) + "\n");
    Files.writeString(folder.resolve("test_FD001.txt"), row(1, 1) + "\n" + row(1, 2) + "\n");
    Files.writeString(folder.resolve("RUL_FD001.txt"), "112 \n");
    Fleet fleet = Fleet.read(folder);
    assertEquals(2, fleet.train().size());
    assertEquals(2, fleet.train().get(0).flights());
    assertEquals(112, fleet.test().get(0).left());
    // The second sensor is the seventh column: engine, flight, three settings, sensors
    assertEquals(204, fleet.train().get(0).sensors()[1][0]);

    Files.writeString(folder.resolve("RUL_FD001.txt"), "112\n98\n");
    IOException lives = assertThrows(IOException.class, () -> Fleet.read(folder));
    assertEquals(
        folder + " has 1 engines in test_FD001.txt, but 2 lives in RUL_FD001.txt",
        lives.getMessage());
    Files.writeString(folder.resolve("train_FD001.txt"), "1 2 3\n");
    IOException columns = assertThrows(IOException.class, () -> Fleet.read(folder));
    assertEquals(
        folder.resolve("train_FD001.txt") + " has 3 columns in line 1, but such files have 26",
        columns.getMessage());
  }
}
