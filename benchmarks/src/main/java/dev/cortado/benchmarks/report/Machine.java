package dev.cortado.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where and when figures were measured.
 *
 * @param cpu the processor's name and family
 * @param processors how many processors the JVM sees
 * @param jdk the JDK
 * @param date the day
 * @param load how many processes wanted to run when the measurement began, over a minute; negative
 *     where that is not known
 */
public record Machine(String cpu, int processors, String jdk, LocalDate date, double load) {
  /** This machine, today. */
  public static Machine current() throws IOException {
    return new Machine(
        processor(),
        Runtime.getRuntime().availableProcessors(),
        "%s %s".formatted(System.getProperty("java.vm.vendor"), Runtime.version()),
        LocalDate.now(ZoneOffset.UTC),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Lines that say where, when and with which command figures were measured. */
  String line(String command) {
    String line =
        "Measured on %s, %d processors, %s, %s, with `%s`.%n"
            .formatted(cpu, processors, jdk, date, command);
    return isShared()
        ? line
            + "**Other programs were running**: %.1f processes wanted to run when it began. The figures are an impression only.%n"
                .formatted(load)
        : line;
  }

  /** Whether other programs were running, too. */
  private boolean isShared() {
    return load > 0.5;
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    String text = Files.readString(info);
    return "%s (family %s, model %s)"
        .formatted(field(text, "model name"), field(text, "cpu family"), field(text, "model"));
  }

  private static String field(String text, String name) {
    return text.lines()
        .filter(line -> line.replaceAll("\\s*:.*", "").equals(name))
        .map(line -> line.replaceAll("^.*?:\\s*", ""))
        .findFirst()
        .orElse("unknown");
  }
}
