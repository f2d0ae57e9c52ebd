package dev.cortado.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of a CSV file, some at a time. */
final class CsvRows implements Closeable {
  private static final int MOST_COLUMNS = 1 << 20;
  private static final int LONGEST_FIELD = 1 << 20;
  private static final int LONGEST_ROW = 1 << 24;
  private static final int ROWS_A_BLOCK = 1 << 10;
  private static final int BYTES_A_BLOCK = 1 << 20;

  private final CsvReader<Integer> reader;
  private final CloseableIterator<Integer> records;
  private final String name;
  private final Collector collector = new Collector();
  private final Header header;

  /** Reads up to the header. */
  CsvRows(InputStream in, String name, CsvFormat format) throws IOException {
    this.name = name;
    reader =
        CsvReader.builder()
            .fieldSeparator(format.separator())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(LONGEST_FIELD)
            .build(collector, new CsvText(unpacked(in, name), format.charset()));
    records = reader.iterator();
    header = header(format);
  }

  private static InputStream unpacked(InputStream in, String name) throws IOException {
    try {
      return Gunzip.of(in);
    } catch (IOException failure) {
      throw new IOException("%s, %s".formatted(name, failure.getMessage()), failure);
    }
  }

  /** The columns. */
  Header header() {
    return header;
  }

  /** The next rows: none at the end. */
  TextBlock next() throws IOException {
    TextBlock.Builder block = collector.block;
    while (block.rows() < ROWS_A_BLOCK
        && block.length() < BYTES_A_BLOCK
        && read(header.columns().size())) {}
    return block.build(header.columns().size());
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private Header header(CsvFormat format) throws IOException {
    List<String> given = format.columns().orElse(List.of());
    if (!given.isEmpty()) {
      return new Header(name, given, format.missing());
    }
    if (!read(MOST_COLUMNS)) {
      throw new IOException(name + " is empty; it should begin with a row of columns' names");
    }
    int count = collector.count;
    if (format.columns().isPresent()) {
      List<String> numbers = IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
      return new Header(name, numbers, format.missing());
    }
    TextBlock row = collector.block.build(count);
    try {
      return new Header(
          name,
          Arrays.stream(row.texts(0)).mapToObj(at -> row.text(at).strip()).toList(),
          format.missing());
    } catch (IllegalArgumentException wrong) {
      throw new IOException(
          "%s, line %d: %s".formatted(name, row.line(0), wrong.getMessage()), wrong);
    }
  }

  /** Adds the next row to the block, where there is one. */
  private boolean read(int mostColumns) throws IOException {
    collector.mostColumns = mostColumns;
    try {
      if (!records.hasNext()) {
        return false;
      }
      records.next();
    } catch (CsvParseException malformed) {
      throw new IOException(
          "%s, in the row that begins at line %d: %s"
              .formatted(name, collector.line, cause(malformed).getMessage()),
          malformed);
    } catch (UncheckedIOException failure) {
      throw new IOException("%s, %s".formatted(name, failure.getCause().getMessage()), failure);
    }
    if (header == null && collector.count > mostColumns) {
      throw new IOException(
          "%s, line %d has %d values, but at most %d can be read"
              .formatted(name, collector.line, collector.count, mostColumns));
    }
    if (header != null && collector.count != mostColumns) {
      throw new IOException(
          "%s, line %d has %d values, but there are %d columns; are the separator and the quotes right?"
              .formatted(name, collector.line, collector.count, mostColumns));
    }
    collector.block.endRow();
    return true;
  }

  /** What FastCSV found, without where it says that it was. */
  private static Throwable cause(CsvParseException malformed) {
    return malformed.getCause() == null ? malformed : malformed.getCause();
  }

  /** Receives the fields of a row. */
  private static final class Collector extends AbstractBaseCsvCallbackHandler<Integer> {
    private final TextBlock.Builder block = new TextBlock.Builder();
    private int mostColumns;
    private int count;
    private int characters;
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = startingLineNumber;
      count = 0;
      characters = 0;
    }

    @Override
    protected void handleField(int field, char[] chars, int from, int length, boolean quoted) {
      if (count == 0) {
        block.beginRow(line);
      }
      count++;
      characters += length;
      if (characters > LONGEST_ROW) {
        throw new CsvParseException(
            "it has more than %d characters; is a quote missing?".formatted(LONGEST_ROW));
      }
      if (count <= mostColumns) {
        block.add(chars, from, length);
      }
    }

    @Override
    protected Integer buildRecord() {
      return count;
    }
  }
}
