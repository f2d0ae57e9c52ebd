package dev.cortado.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table read from a CSV file with a header: numbers in all columns but one, which names classes.
 */
public final class Csv {
  private final List<String> columns;
  private final float[][] features;
  private final int[] labels;
  private final List<String> classes;

  private Csv(List<String> columns, float[][] features, int[] labels, List<String> classes) {
    this.columns = List.copyOf(columns);
    this.features = features;
    this.labels = labels;
    this.classes = List.copyOf(classes);
  }

  /** The names of the columns of numbers. */
  public List<String> columns() {
    return columns;
  }

  /** One row of numbers a sample: the rows themselves, not copies. */
  public float[][] features() {
    return features;
  }

  /** For each sample, the index of its class: the array itself, not a copy. */
  public int[] labels() {
    return labels;
  }

  /** The features with the labels as targets, for sparse categorical cross-entropy. */
  public Samples samples() {
    return Samples.of(features, labels);
  }

  /** The names of the classes, in order of their first appearance. */
  public List<String> classes() {
    return classes;
  }

  /**
   * Reads a file.
   *
   * @param label the name of the column that names classes
   * @throws IOException where the file cannot be read, or a value is missing or no number; the
   *     message names file, line and column
   */
  public static Csv read(Path file, String label) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader, file.toString(), label);
    }
  }

  /**
   * Reads a table from a reader.
   *
   * @param name what messages call it
   * @param label the name of the column that names classes
   */
  public static Csv read(Reader reader, String name, String label) throws IOException {
    List<String> columns = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(reader)) {
      for (NamedCsvRecord line : records) {
        if (columns.isEmpty()) {
          columns.addAll(line.getHeader());
          if (!columns.remove(label)) {
            throw new IOException(
                "%s has no column '%s'; it has %s".formatted(name, label, columns));
          }
        }
        String place = "%s, line %d".formatted(name, line.getStartingLineNumber());
        if (line.getFieldCount() != columns.size() + 1) {
          throw new IOException(
              "%s has %d values, but the header has %d"
                  .formatted(place, line.getFieldCount(), columns.size() + 1));
        }
        float[] row = new float[columns.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = number(line.getField(columns.get(i)), place, columns.get(i));
        }
        rows.add(row);
        String species = line.getField(label);
        if (!classes.contains(species)) {
          classes.add(species);
        }
        labels.add(classes.indexOf(species));
      }
    } catch (CsvParseException e) {
      throw new IOException("%s is no CSV file: %s".formatted(name, e.getMessage()), e);
    }
    return new Csv(
        columns,
        rows.toArray(float[][]::new),
        labels.stream().mapToInt(Integer::intValue).toArray(),
        classes);
  }

  private static float number(String text, String place, String column) throws IOException {
    if (text.isBlank()) {
      throw new IOException("%s, column '%s': the value is missing".formatted(place, column));
    }
    try {
      return Float.parseFloat(text.strip());
    } catch (NumberFormatException e) {
      throw new IOException("%s, column '%s': '%s' is no number".formatted(place, column, text), e);
    }
  }
}
