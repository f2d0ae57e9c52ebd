package dev.cortado.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program of the tests in a virtual machine of its own, with its output and errors as lines. */
final class ChildProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final BufferedReader lines;

  private ChildProcess(Process process) {
    this.process = process;
    lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static ChildProcess start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // A child that waits for ever, as one does whose parent was started to ignore interrupts, ends.
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    return new ChildProcess(process);
  }

  /** Waits for a line that it prints, and returns those before it. */
  String until(String line) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String next = lines.readLine(); !line.equals(next); next = lines.readLine()) {
      if (next == null) {
        throw new AssertionError("it ended without '%s' after %s".formatted(line, before));
      }
      before.append(next).append('\n');
    }
    return before.toString();
  }

  /** Ends it at once, whatever it does. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Sends it what a terminal sends at Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit code. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }
}
