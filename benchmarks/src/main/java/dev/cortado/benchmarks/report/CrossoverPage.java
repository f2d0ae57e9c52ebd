package dev.cortado.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** The table and the picture of the crossover benchmark. */
public final class CrossoverPage {
  /** The name of the page. */
  public static final String PAGE = "crossover.md";

  private static final String PICTURE = "crossover.png";

  private CrossoverPage() {}

  /** Writes a page of its own and its picture. */
  public static void write(Crossings crossings, Machine machine, Path folder) throws IOException {
    String page = "# Crossover\n\n" + machine.line("crossover") + "\n" + section(crossings, folder);
    Files.writeString(folder.resolve(PAGE), page);
  }

  /** A section in Markdown, whose picture is written into a folder. */
  public static String section(Crossings crossings, Path folder) throws IOException {
    CrossoverPicture.write(crossings, folder.resolve(PICTURE));
    StringBuilder text =
        new StringBuilder(
            """
            ### Which way is fastest at a dense layer

            ![The fastest way by width and batch](%s)

            Microseconds for a whole batch through one dense layer of as many units as inputs: medians of processes of their own, the
            fastest in bold. A batch of 1 is a prediction of a single sample. The forms of generated code are those of the compiler's
            cost model, each forced where it would not be chosen; local variables and registers have no code for batches and
            predict sample by sample, and straight-line code beyond 16 is more than HotSpot compiles.

            """
                .formatted(PICTURE));
    List<String> ways = crossings.ways(false);
    text.append("| width | batch | ").append(String.join(" | ", ways)).append(" | lead |\n");
    text.append("| --- | --- |").append(" --- |".repeat(ways.size() + 1)).append('\n');
    for (int width : crossings.widths()) {
      for (int batch : crossings.batches()) {
        text.append("| %d | %d".formatted(width, batch));
        String fastest = crossings.ranking(width, batch, false).get(0);
        for (String way : ways) {
          text.append(" | ").append(cell(crossings.median(way, width, batch), way.equals(fastest)));
        }
        text.append(" | %.2f× |%n".formatted(crossings.lead(width, batch, false)));
      }
    }
    return text.toString();
  }

  private static String cell(OptionalDouble nanos, boolean fastest) {
    if (nanos.isEmpty()) {
      return "-";
    }
    String micros = Markdown.number(nanos.getAsDouble() / 1000);
    return fastest ? "**" + micros + "**" : micros;
  }
}
