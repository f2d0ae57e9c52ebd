package dev.cortado.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes files that appear whole or not at all, whenever the program or the machine stops. */
public final class AtomicFile {
  private static final int MOST_LINKS = 40;

  /** After this time a temporary file is left over, whatever its name says of who writes it. */
  private static final Duration LONGEST_WRITE = Duration.ofHours(1);

  private AtomicFile() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to a new, empty file. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes a file, in place of one that is there. The content goes to a temporary file in the same
   * directory, {@code .name.process.number.tmp}, which gets its name once it is on the disk; it is
   * removed where anything fails. Where the file is a symbolic link, the link stays, and what it
   * points at is written. Temporary files that processes left which are no longer alive are
   * removed.
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = linked(file.toAbsolutePath());
    removeLeftOvers(target);
    Path temporary =
        target.resolveSibling(
            ".%s.%d.%s.tmp"
                .formatted(target.getFileName(), ProcessHandle.current().pid(), UUID.randomUUID()));
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
    forceDirectory(target.getParent());
  }

  /** The file that a path leads to over symbolic links, whether it exists or not. */
  private static Path linked(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** Puts the file's new name on the disk, where the platform lets directories be opened. */
  private static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException windows) {
      // There a directory is no file; its file system keeps a journal of names instead.
    }
  }

  /** What cannot be removed now is tried again before the next write. */
  private static void removeLeftOvers(Path target) {
    Pattern name =
        Pattern.compile(
            "\\.%s\\.(\\d{1,18})\\.[0-9a-f-]{36}\\.tmp"
                .formatted(Pattern.quote(target.getFileName().toString())));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(target.getParent())) {
      for (Path file : files) {
        Matcher matcher = name.matcher(file.getFileName().toString());
        if (matcher.matches() && isLeftOver(file, Long.parseLong(matcher.group(1)))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException failure) {
      // They only take space: no reason not to write.
    }
  }

  /** Whether nobody writes a temporary file any more; processes of other machines are not seen. */
  private static boolean isLeftOver(Path file, long process) throws IOException {
    return ProcessHandle.of(process).isEmpty()
        || Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(LONGEST_WRITE));
  }
}
