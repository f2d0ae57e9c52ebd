package dev.cortado.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForcedFormsTest {
  private static final String CLASS = "dev/cortado/benchmarks/cortado/Square16Network";

  @Test
  void layersAreCompiledAnewInEachForm(@TempDir Path folder) throws Exception {
    byte[] kernel = compiled("kernel", folder.resolve("kernel"));
    byte[] registers = compiled("registers", folder.resolve("registers"));
    byte[] straightLine = compiled("straight-line", folder.resolve("straight-line"));
    assertTrue(kernel.length < registers.length && registers.length < straightLine.length);
  }

  @Test
  void onlyTheGivenWidthsAreCompiled(@TempDir Path folder) throws Exception {
    compiled("kernel", folder);
    assertFalse(Files.exists(folder.resolve(CLASS.replace("16", "2048") + ".class")));
  }

  @Test
  void aFormThatThereIsNotIsRefused(@TempDir Path folder) {
    assertThrows(IllegalStateException.class, () -> compiled("loops", folder));
  }

  private static byte[] compiled(String form, Path folder) throws Exception {
    ForcedForms.compile(form, IntStream.of(16), folder);
    return Files.readAllBytes(folder.resolve(CLASS + ".class"));
  }
}
