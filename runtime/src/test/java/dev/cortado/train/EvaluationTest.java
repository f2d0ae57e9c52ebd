package dev.cortado.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private final Evaluation evaluation = new Evaluation(Map.of("loss", 0.08119, "accuracy", 0.975));

  @Test
  void printsAsTheProgressLineDoes() {
    assertEquals("accuracy: 0.9750 - loss: 0.0812", evaluation.toString());
  }

  @Test
  void saysWhatThereIs() {
    assertEquals(0.975, evaluation.get("accuracy"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> evaluation.get("recall"));
    assertEquals("there is no 'recall'; there are [accuracy, loss]", e.getMessage());
  }
}
