package dev.cortado.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files that appear whole or not at all, whenever the program or the machine stops. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to a new, empty file. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes a file, in place of one that is there. The content goes to a temporary file in the same
   * directory, which gets its name once it is on the disk; it is removed where anything fails.
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path temporary = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
