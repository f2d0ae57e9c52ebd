package dev.cortado.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileTimeTest {
  @Test
  void moreLayersAreMoreCode(@TempDir Path folder) throws Exception {
    CompileTime one = CompileTime.dense(1, 16, folder.resolve("one"), 1);
    CompileTime three = CompileTime.dense(3, 16, folder.resolve("three"), 1);
    assertTrue(one.sourceBytes() > 1000, "bytes of source: " + one.sourceBytes());
    assertTrue(one.classBytes() > 1000, "bytes of classes: " + one.classBytes());
    assertTrue(three.sourceBytes() > one.sourceBytes());
    assertTrue(three.classBytes() > one.classBytes());
  }

  @Test
  void codeGrowsWithDistinctLayersNotWithDepth(@TempDir Path folder) throws Exception {
    CompileTime two = CompileTime.transformer(2, folder.resolve("two"), 1);
    CompileTime many = CompileTime.transformer(24, folder.resolve("many"), 1);
    assertEquals(two.lines(), many.lines());
    assertTrue(many.lines() < 3000, "lines: " + many.lines());
  }
}
