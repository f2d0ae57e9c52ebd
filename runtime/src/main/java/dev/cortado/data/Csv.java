package dev.cortado.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads CSV files, plain or gzipped: texts in columns, which {@link Features} turns into numbers.
 * Rows have as many values as the header; blank lines are left out; columns' names differ, and
 * spaces around them do not count. A field has up to 1 Mi characters, a row up to 16 Mi in up to 1
 * Mi columns. Reading takes no more memory than the table itself, a buffer of some rows aside.
 */
public final class Csv {
  private Csv() {}

  /** Reads a file with commas and a header, in UTF-8. */
  public static Table read(Path file) throws IOException {
    return read(file, CsvFormat.create());
  }

  /**
   * Reads a file.
   *
   * @throws IOException where the file cannot be read or is malformed; the message names it and the
   *     line
   */
  public static Table read(Path file, CsvFormat format) throws IOException {
    return read(Files.newInputStream(file), file.toString(), format);
  }

  /** Reads a stream with commas and a header, in UTF-8, and closes it. */
  public static Table read(InputStream stream, String name) throws IOException {
    return read(stream, name, CsvFormat.create());
  }

  /**
   * Reads a stream, for example of a resource, and closes it.
   *
   * @param name what messages call it
   */
  public static Table read(InputStream stream, String name, CsvFormat format) throws IOException {
    try (stream;
        CsvRows rows = new CsvRows(stream, name, format)) {
      List<TextBlock> blocks = new ArrayList<>();
      for (TextBlock block = rows.next(); block.rows() > 0; block = rows.next()) {
        blocks.add(block);
      }
      return new Table(rows.header(), blocks);
    }
  }

  /**
   * The rows of a file one after the other, for files that do not fit into memory. Close the
   * stream; it throws {@link UncheckedIOException} where {@link #read} would throw an exception.
   *
   * <pre>{@code
   * StreamSamples.of(() -> Csv.rows(file, format).map(features::sample))
   * }</pre>
   */
  @SuppressWarnings("resource") // closed with the stream
  public static Stream<Row> rows(Path file, CsvFormat format) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      CsvRows rows = new CsvRows(in, file.toString(), format);
      return Stream.generate(() -> next(rows))
          .takeWhile(block -> block.rows() > 0)
          .flatMap(
              block ->
                  IntStream.range(0, block.rows()).mapToObj(i -> new Row(rows.header(), block, i)))
          .onClose(() -> close(rows));
    } catch (IOException | RuntimeException failure) {
      in.close();
      throw failure;
    }
  }

  private static TextBlock next(CsvRows rows) {
    try {
      return rows.next();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void close(CsvRows rows) {
    try {
      rows.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
