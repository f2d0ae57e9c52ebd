package com.example;

import dev.cortado.data.Labels;
import dev.cortado.data.Samples;
import dev.cortado.data.Split;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Evaluation;
import dev.cortado.train.Fit;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;

/** Trains, evaluates, saves, loads and predicts. */
final class Learn {
  private Learn() {}

  /** The accuracy on the samples, as the network that was loaded from a file reaches it. */
  static double run(float[][] images, int[] labels, Path file) throws IOException {
    Split<Samples> data = Samples.of(images, Labels.oneHot(labels, 10)).split(0.2, 1);
    Digits digits = DigitsNetwork.create(42);             // 42 seeds the weights
    Trainer trainer = Trainer.of(digits)                  // Keras: compile
        .optimizer(Adam.create())
        .loss(Loss.CATEGORICAL_CROSSENTROPY)
        .metrics(Metric.ACCURACY)
        .build();
    trainer.fit(data.train(), Fit.epochs(10).batchSize(128).validationSplit(0.1));
    Evaluation test = trainer.evaluate(data.test());
    System.out.println(test);
    digits.save(file);
    Digits again = DigitsNetwork.load(file);
    int right = 0;
    for (int i = 0; i < images.length; i++) {
      float[] probabilities = again.predict(images[i]);
      right += Labels.argMax(probabilities) == labels[i] ? 1 : 0;
    }
    return (double) right / images.length;
  }
}
