package com.example;

import dev.cortado.data.Samples;
import dev.cortado.explain.Attribution;
import dev.cortado.explain.Importance;
import dev.cortado.explain.IntegratedGradients;
import dev.cortado.explain.PermutationImportance;
import dev.cortado.explain.Saliency;
import dev.cortado.metric.Metric;
import dev.cortado.report.ExplanationPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Asks a network why. */
public final class Why {
  private Why() {}

  /** Explains a sample and the network, and shows both as a page. */
  public static Attribution explain(Curve network, Samples test, float[] sample, Path file)
      throws IOException {
    float[] saliency = Saliency.of(network).of(0, sample)[0];
    Attribution why = IntegratedGradients.of(network).steps(100).of(0, sample);
    System.out.printf("%s of %s%n", why.sum(), (double) why.score() - why.baselineScore());

    List<Importance> ranking =
        PermutationImportance.of(network, test, Metric.MEAN_SQUARED_ERROR)
            .names(List.of("height", "weight"))
            .repeats(10)
            .ranking();
    ExplanationPage.titled("Why?")
        .saliency("Saliency", network.in().shape(), sample, saliency)
        .saliency("Integrated gradients", network.in().shape(), sample, why.values()[0])
        .importances("Importance of the features", ranking)
        .activations(network.hidden(), sample)
        .write(file);
    return why;
  }
}
