package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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
  }
}
