package dev.cortado.callback;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes the figures of each epoch as a line of a CSV file, to the character as Keras's {@code
 * CSVLogger} does: the columns are the epoch, from 0, and the figures in alphabetical order;
 * numbers have Python's shortest form; lines end with CR and LF. The figures of the first epoch
 * decide on the columns.
 *
 * <p>A run that goes on from a checkpoint goes on with the file. List it behind callbacks that add
 * figures.
 */
public final class CsvLogger implements Callback {
  private final LogFile file;
  private final char separator;
  private List<String> columns;

  /** To a file, in place of one that is there; with commas. */
  public CsvLogger(Path file) {
    this(new LogFile(file, false), ',');
  }

  private CsvLogger(LogFile file, char separator) {
    this.file = file;
    this.separator = separator;
  }

  /** This with another character between the columns, for example a tab. */
  public CsvLogger separator(char character) {
    return new CsvLogger(new LogFile(file.path(), file.append()), character);
  }

  /**
   * This going on after what the file holds, whose columns must be the same, or replacing it as it
   * does unless given.
   */
  public CsvLogger append(boolean whether) {
    return new CsvLogger(new LogFile(file.path(), whether), separator);
  }

  @Override
  public void onTrainBegin(Training training) {
    file.reset();
    columns = null;
  }

  @Override
  public void onEpochBegin(Training training, int epoch) {
    file.open();
  }

  @Override
  public void onEpochEnd(Training training, int epoch, Logs logs) {
    if (columns == null) {
      chooseColumns(logs);
    }
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      values.add(
          column.equals("epoch")
              ? String.valueOf(epoch)
              : logs.has(column) ? ShortestDecimal.of(logs.get(column)) : "NA");
    }
    file.add(line(values));
  }

  @Override
  public Memory remember() {
    return file.remember();
  }

  @Override
  public void recall(Memory memory) {
    file.recall(memory);
  }

  private void chooseColumns(Logs logs) {
    List<String> wanted = new ArrayList<>(List.of("epoch"));
    wanted.addAll(logs.names());
    if (file.length() == 0) {
      file.add(line(wanted));
      columns = wanted;
      return;
    }
    columns = header();
    if (!file.resumes() && !Set.copyOf(columns).equals(Set.copyOf(wanted))) {
      throw new IllegalStateException(
          "the log %s has columns %s, but this run has %s; write to another file, or replace it with append(false)"
              .formatted(file.path().toAbsolutePath(), columns, wanted));
    }
  }

  private List<String> header() {
    try (CsvReader<CsvRecord> records =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(file.path())) {
      return records.iterator().next().getFields();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the log %s cannot be read: %s".formatted(file.path().toAbsolutePath(), e), e);
    } catch (CsvParseException e) {
      throw new IllegalStateException(
          "the log %s is no CSV file: %s".formatted(file.path().toAbsolutePath(), e.getMessage()),
          e);
    }
  }

  private String line(List<String> values) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer =
        CsvWriter.builder()
            .fieldSeparator(separator)
            .lineDelimiter(LineDelimiter.CRLF)
            .build(text)) {
      writer.writeRecord(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
