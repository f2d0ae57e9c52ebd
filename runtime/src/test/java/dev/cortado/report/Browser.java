package dev.cortado.report;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A Chromium without a window, which shows pages and tells where their parts lie. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final int LONGEST_SECONDS = 60;

  /** Higher than any page here at any width. */
  private static final int HEIGHT = 6000;

  private final Path program;
  private final Path folder;

  private Browser(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** The first one on the path, where one is installed, which writes into a folder. */
  static Optional<Browser> find(Path folder) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of(path.split(File.pathSeparator, -1))
                    .filter(directory -> !directory.isEmpty())
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .map(program -> new Browser(program, folder))
        .findFirst();
  }

  /**
   * Shows a page in a frame, because a window is never narrower than 500 pixels.
   *
   * @param page a file in the folder
   * @param width of the frame, in pixels
   */
  Sight show(Path page, int width) throws IOException, InterruptedException {
    Path look = folder.resolve("look.html");
    try (InputStream html = Browser.class.getResourceAsStream("look.html")) {
      Files.write(look, html.readAllBytes());
    }
    Path picture = folder.resolve("%s-%d.png".formatted(page.getFileName(), width));
    Path dom = folder.resolve("dom.html");
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-breakpad",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--force-color-profile=srgb",
                "--user-data-dir=" + folder.resolve("profile"),
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--allow-file-access-from-files",
                "--enable-logging=stderr",
                "--window-size=%d,%d".formatted(Math.max(width, 500), HEIGHT),
                "--screenshot=" + picture,
                "--dump-dom",
                "%s?%s,%d".formatted(look.toUri(), page.getFileName(), width))
            .redirectOutput(dom.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "%s did not end within %d s: %s"
                .formatted(program, LONGEST_SECONDS, Files.readString(errors)));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0 || !Files.exists(picture)) {
      throw new AssertionError(
          "%s ended with %d: %s".formatted(program, process.exitValue(), Files.readString(errors)));
    }
    return new Sight(
        findings(Files.readString(dom)),
        ImageIO.read(picture.toFile()),
        Files.readString(errors, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains(":CONSOLE:"))
            .toList());
  }

  /** What the script of look.html wrote down. */
  private static Markup findings(String dom) {
    int from = dom.indexOf("<pre hidden=\"\">");
    int to = dom.indexOf("</pre>", from);
    if (from < 0 || to < 0) {
      throw new AssertionError("the page was not looked at: " + dom);
    }
    return Markup.parse(
        dom.substring(dom.indexOf('>', from) + 1, to)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&nbsp;", "\u00a0")
            .replace("&amp;", "&"));
  }
}
