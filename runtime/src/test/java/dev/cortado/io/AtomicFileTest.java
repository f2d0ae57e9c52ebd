package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final String ID = "0b0e1c2d-1111-2222-3333-444455556666";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("weights (1).bin");
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(
        file, channel -> channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(found -> found.getFileName().toString()).sorted().toList();
    }
  }

  private Path temporary(long process) throws IOException {
    Path path = directory.resolve(".weights (1).bin.%d.%s.tmp".formatted(process, ID));
    return Files.writeString(path, "half");
  }

  @Test
  void writesAFileInPlaceOfAnother() throws IOException {
    write(file, "old");
    write(file, "new");
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("weights (1).bin"), names());
  }

  @Test
  void keepsWhatWasThereWhereWritingFails() throws IOException {
    write(file, "old");
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    channel -> {
                      channel.write(ByteBuffer.allocate(10));
                      throw new IOException("the disk is full");
                    }));
    assertEquals("the disk is full", failure.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("weights (1).bin"), names());
  }

  @Test
  void aTemporaryFileIsRecognisedByItsName() throws IOException {
    AtomicFile.write(
        file,
        channel ->
            assertTrue(
                names()
                    .get(0)
                    .matches(
                        "\\.weights \\(1\\)\\.bin\\.%d\\.[0-9a-f-]{36}\\.tmp"
                            .formatted(ProcessHandle.current().pid())),
                names().toString()));
  }

  @Test
  void removesWhatADeadProcessLeft() throws IOException {
    temporary(999_999_999_999L);
    write(file, "new");
    assertEquals(List.of("weights (1).bin"), names());
  }

  @Test
  void leavesWhatALivingProcessWritesUnlessItIsOld() throws IOException {
    Path written = temporary(ProcessHandle.current().pid());
    write(file, "new");
    assertTrue(Files.exists(written));
    Files.setLastModifiedTime(written, FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
    write(file, "new");
    assertFalse(Files.exists(written));
  }

  @Test
  void leavesFilesOfOthersAlone() throws IOException {
    List<String> others =
        List.of(
            ".weights (1).bin.tmp",
            ".weights (1).bin.999999999999." + ID + ".old",
            ".weights 1.bin.999999999999." + ID + ".tmp",
            "weights (1).bin.999999999999." + ID + ".tmp");
    for (String other : others) {
      Files.writeString(directory.resolve(other), "theirs");
    }
    write(file, "new");
    assertEquals(
        Stream.concat(others.stream(), Stream.of("weights (1).bin")).sorted().toList(), names());
  }

  @Test
  void replacesWhatASymbolicLinkPointsAt() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other")).resolve("target.bin");
    Files.writeString(other, "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("other/target.bin"));
    Files.createSymbolicLink(file, link);
    write(file, "new");
    assertTrue(Files.isSymbolicLink(file));
    assertTrue(Files.isSymbolicLink(link));
    assertFalse(Files.isSymbolicLink(other));
    assertEquals("new", Files.readString(other));
  }

  @Test
  void createsWhatASymbolicLinkPointsAt() throws IOException {
    Files.createSymbolicLink(file, Path.of("later.bin"));
    write(file, "new");
    assertTrue(Files.isSymbolicLink(file));
    assertEquals("new", Files.readString(directory.resolve("later.bin")));
  }

  @Test
  void refusesACircleOfLinks() throws IOException {
    Files.createSymbolicLink(file, Path.of("round"));
    Files.createSymbolicLink(directory.resolve("round"), file.getFileName());
    assertThrows(FileSystemLoopException.class, () -> write(file, "new"));
  }

  @Test
  void writesNothingIntoADirectoryThatIsNotThere() {
    Path lost = directory.resolve("missing").resolve("file");
    IOException failure = assertThrows(IOException.class, () -> write(lost, "new"));
    assertTrue(failure.getMessage().contains("missing"), failure.getMessage());
  }
}
