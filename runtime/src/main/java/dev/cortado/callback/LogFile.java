package dev.cortado.callback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A file of lines, each written whole and at once: nothing stays open or in memory between them, so
 * that a program which is killed leaves whole lines.
 */
final class LogFile {
  private static final String BYTES = "bytes";

  private final Path path;
  private final boolean append;

  private boolean open;
  private OptionalLong resumeAt = OptionalLong.empty();
  private long length;

  /**
   * @param path where it is
   * @param append whether a run goes on after what is there, or replaces it
   */
  LogFile(Path path, boolean append) {
    this.path = path;
    this.append = append;
  }

  Path path() {
    return path;
  }

  boolean append() {
    return append;
  }

  /** How many bytes it has. */
  long length() {
    return length;
  }

  /** Whether this run goes on from a checkpoint. */
  boolean resumes() {
    return resumeAt.isPresent();
  }

  /** Forgets the run before. */
  void reset() {
    open = false;
    resumeAt = OptionalLong.empty();
  }

  /** Prepares the file for the run's first line, when asked first. */
  void open() {
    if (open) {
      return;
    }
    open = true;
    if (resumes()) {
      goOn(resumeAt.getAsLong());
    } else if (append) {
      goOn(Long.MAX_VALUE);
    } else {
      create();
    }
  }

  /** How far the run has come. */
  Memory remember() {
    return open ? Memory.of(Map.of(BYTES, (double) length)) : Memory.NOTHING;
  }

  /** Makes the run go on where another one has come to. */
  void recall(Memory memory) {
    Double bytes = memory.numbers().get(BYTES);
    if (bytes != null && !(bytes >= 0)) {
      throw new IllegalArgumentException("a log is at least 0 bytes long, not " + bytes);
    }
    resumeAt = bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.longValue());
  }

  private void create() {
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      length = channel.size();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Goes on after so many bytes at most. Lines after them are dropped: they are those of a run that
   * went further than the checkpoint from which it goes on, and will be written again. They are
   * kept where no line ends there, for then it is another file. A last line that was cut off is
   * ended.
   */
  private void goOn(long bytes) {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (bytes < channel.size() && endsLine(channel, bytes)) {
        channel.truncate(bytes);
      }
      length = channel.size();
      if (!endsLine(channel, length)) {
        channel.position(length);
        write(channel, "\n");
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Adds a line, given with its end. */
  void add(String line) {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      write(channel, line);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    length = channel.size();
  }

  private static boolean endsLine(FileChannel channel, long position) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return position == 0 || (channel.read(last, position - 1) == 1 && last.get(0) == '\n');
  }

  private UncheckedIOException failure(IOException e) {
    Path file = path.toAbsolutePath();
    String reason =
        e instanceof NoSuchFileException
            ? "there is no folder %s; create it first".formatted(file.getParent())
            : e.toString();
    return new UncheckedIOException("the log %s cannot be written: %s".formatted(file, reason), e);
  }
}
