package com.example.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Fit;
import dev.cortado.train.Progress;
import dev.cortado.train.Trainer;
import org.junit.jupiter.api.Test;

class ParityTest {
  @Test
  void learnsInANamedModule() {
    assertEquals("com.example.digits", Parity.class.getModule().getName());
    assertEquals("dev.cortado.runtime", Trainer.class.getModule().getName());
    float[][] bits = {{0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 1, 1}, {1, 0, 0}, {1, 1, 1}};
    float[][] odd = {{0}, {1}, {0}, {1}, {0}, {1}};
    Parity parity = ParityNetwork.create(1);
    Trainer.of(parity)
        .optimizer(Adam.create().learningRate(0.05))
        .loss(Loss.BINARY_CROSSENTROPY)
        .build()
        .fit(Samples.of(bits, odd), Fit.epochs(200).progress(Progress.NONE));
    assertTrue(parity.predict(new float[] {1, 0, 1})[0] > 0.9);
    assertTrue(parity.predict(new float[] {1, 1, 0})[0] < 0.1);
  }
}
