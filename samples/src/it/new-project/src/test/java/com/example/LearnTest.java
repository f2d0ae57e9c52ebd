package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnTest {
  @Test
  void learnsWhichTenthOfAPictureIsBright(@TempDir Path folder) throws Exception {
    Random random = new Random(1);
    float[][] images = new float[2000][784];
    int[] labels = new int[images.length];
    for (int i = 0; i < images.length; i++) {
      labels[i] = random.nextInt(10);
      for (int pixel = 0; pixel < 784; pixel++) {
        images[i][pixel] = random.nextFloat() * (pixel * 10 / 784 == labels[i] ? 1 : 0.6f);
      }
    }
    double accuracy = Learn.run(images, labels, folder.resolve("digits.safetensors"));
    assertTrue(accuracy > 0.9, "accuracy " + accuracy);

    // As the build of a program would put it among its resources.
    Path resources = Path.of(Reader.class.getResource("Reader.class").toURI()).getParent();
    Files.copy(
        folder.resolve("digits.safetensors"),
        resources.resolve("digits.safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
    assertEquals(labels[0], new Reader().read(images[0]));
  }
}
