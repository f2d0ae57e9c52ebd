package dev.cortado.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page and the picture of a run. */
public final class Report {
  /** The name of the page. */
  public static final String PAGE = "benchmarks.md";

  private static final String PICTURE = "benchmarks.png";

  private final Machine machine;
  private final Measurements measurements;
  private final Map<String, String> versions;
  private final List<String> sections = new ArrayList<>();

  /**
   * @param versions what was measured: for each contender its jars and flags
   */
  public Report(Machine machine, Measurements measurements, Map<String, String> versions) {
    this.machine = machine;
    this.measurements = measurements;
    this.versions = versions;
  }

  /** Adds a section in Markdown after the tables. */
  public void section(String markdown) {
    sections.add(markdown);
  }

  /** Writes both into a folder. */
  public void write(Path folder, String mode) throws IOException {
    StringBuilder page = new StringBuilder(resource("page.md"));
    page.append(machine.line(mode));
    page.append("%n".formatted());
    page.append(Markdown.tables(measurements));
    page.append("![Speeds as bars](%s)%n%n".formatted(PICTURE));
    sections.forEach(section -> page.append(section).append('\n'));
    page.append(resource("notes.md")).append('\n');
    page.append("### What was measured\n\n");
    versions.forEach(
        (contender, version) -> page.append("- **%s**: %s%n".formatted(contender, version)));
    Files.writeString(folder.resolve(PAGE), page);
    Charts.write(measurements, folder.resolve(PICTURE));
  }

  /** What people wrote: the page's beginning, and notes on the figures. */
  private static String resource(String name) throws IOException {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
