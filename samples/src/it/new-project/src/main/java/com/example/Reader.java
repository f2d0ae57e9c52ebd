package com.example;

import dev.cortado.data.Labels;
import java.io.IOException;
import java.io.InputStream;

/** Predicts with weights that are shipped among the resources. */
final class Reader {
  private final Digits digits;

  Reader() throws IOException {
    try (InputStream weights = Reader.class.getResourceAsStream("digits.safetensors")) {
      digits = DigitsNetwork.load(weights);
    }
  }

  /** The digit that a picture of 784 pixels from 0 to 1 shows. */
  int read(float[] pixels) {
    return Labels.argMax(digits.predict(pixels));
  }
}
