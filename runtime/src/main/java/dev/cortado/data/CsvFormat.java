package dev.cortado.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a CSV file is written. Fields are quoted as in RFC 4180, with double quotes.
 *
 * @param separator what stands between fields; a comma unless given
 * @param charset the encoding; UTF-8 unless given
 * @param columns the names of the columns where the file has no header, or an empty list for {@code
 *     1}, {@code 2} and so on; empty where the first row is the header, as it is unless given
 * @param missing texts that stand for a missing value, as blank ones always do
 */
public record CsvFormat(
    char separator, Charset charset, Optional<List<String>> columns, Set<String> missing) {
  /** Checks the separator. */
  public CsvFormat {
    if (separator == '"' || separator == '\n' || separator == '\r' || separator == 0) {
      throw new IllegalArgumentException(
          "fields cannot be separated by quotes, line ends or NUL; use a comma, for example");
    }
    columns = columns.map(List::copyOf);
    missing = Set.copyOf(missing);
  }

  /** Commas, UTF-8, a header, and only blank values are missing. */
  public static CsvFormat create() {
    return new CsvFormat(',', StandardCharsets.UTF_8, Optional.empty(), Set.of());
  }

  /** This with another separator, for example {@code ';'} or {@code '\t'}. */
  public CsvFormat separator(char character) {
    return new CsvFormat(character, charset, columns, missing);
  }

  /** This in another encoding, for example {@link StandardCharsets#ISO_8859_1}. */
  public CsvFormat charset(Charset encoding) {
    return new CsvFormat(separator, encoding, columns, missing);
  }

  /**
   * This without a header: the columns have the given names, or without any their numbers from 1.
   */
  public CsvFormat withoutHeader(String... names) {
    return new CsvFormat(separator, charset, Optional.of(List.of(names)), missing);
  }

  /** This with texts such as {@code "NA"} and {@code "?"} that stand for a missing value. */
  public CsvFormat missing(String... texts) {
    return new CsvFormat(separator, charset, columns, Set.of(texts));
  }
}
