package dev.cortado.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortado.explain.ConfusionExamples.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionExamplesTest {
  @Test
  void theMostConfidentMistakesComeFirst() {
    float[][] predictions = {
      {0.6f, 0.3f, 0.1f}, {0.1f, 0.8f, 0.1f}, {0.9f, 0.1f, 0}, {0.2f, 0.7f, 0.1f}, {0, 0.1f, 0.9f}
    };
    ConfusionExamples found = ConfusionExamples.of(predictions, new int[] {1, 2, 1, 2, 2});
    assertEquals(
        List.of(
            new Example(2, 1, 0, 0.9f),
            new Example(1, 2, 1, 0.8f),
            new Example(3, 2, 1, 0.7f),
            new Example(0, 1, 0, 0.6f)),
        found.all());
    assertEquals(List.of(new Example(1, 2, 1, 0.8f), new Example(3, 2, 1, 0.7f)), found.of(2, 1));
    assertEquals(List.of(), found.of(0, 2));
  }

  @Test
  void oneUnitIsTheProbabilityOfClassOne() {
    float[][] predictions = {{0.75f}, {0.25f}, {0.5f}, {0.9f}};
    assertEquals(
        List.of(new Example(0, 0, 1, 0.75f), new Example(1, 1, 0, 0.75f)),
        ConfusionExamples.of(predictions, new int[] {0, 1, 0, 1}).all());
  }

  @Test
  void labelsOfAnotherNumberAreRefused() {
    assertEquals(
        "1 predictions and 2 labels; give one label for each prediction",
        assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionExamples.of(new float[][] {{1}}, new int[2]))
            .getMessage());
  }
}
