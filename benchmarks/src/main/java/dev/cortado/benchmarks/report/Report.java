package dev.cortado.benchmarks.report;

import java.io.IOException;
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
    StringBuilder page = new StringBuilder();
    page.append(
        "Measured on %s, %d processors, %s, %s, with `%s`.%n"
            .formatted(machine.cpu(), machine.processors(), machine.jdk(), machine.date(), mode));
    if (machine.isShared()) {
      page.append(
          "**Other programs were running**: %.1f processes wanted to run when it began. The figures are an impression only.%n"
              .formatted(machine.load()));
    }
    page.append(
        """

        Each figure is a median; behind ± is half the way from the least to the greatest value. Behind a peer's figure is
        how many times better the better one of ours is; where the peer is better, it **wins**.

        """);
    page.append(Markdown.tables(measurements));
    page.append("![Speeds as bars](%s)%n%n".formatted(PICTURE));
    sections.forEach(section -> page.append(section).append('\n'));
    page.append("### What was measured\n\n");
    versions.forEach(
        (contender, version) -> page.append("- **%s**: %s%n".formatted(contender, version)));
    Files.writeString(folder.resolve(PAGE), page);
    Charts.write(measurements, folder.resolve(PICTURE));
  }
}
