package dev.cortado.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileTimeTest {
  @Test
  void moreLayersAreMoreCode(@TempDir Path folder) throws Exception {
    CompileTime one = CompileTime.measure(1, 16, folder.resolve("one"), 1);
    CompileTime three = CompileTime.measure(3, 16, folder.resolve("three"), 1);
    assertTrue(one.sourceBytes() > 1000, "bytes of source: " + one.sourceBytes());
    assertTrue(one.classBytes() > 1000, "bytes of classes: " + one.classBytes());
    assertTrue(three.sourceBytes() > one.sourceBytes());
    assertTrue(three.classBytes() > one.classBytes());
  }
}
