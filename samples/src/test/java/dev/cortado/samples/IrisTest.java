package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Csv;
import dev.cortado.data.Scaling;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IrisTest {

  @Test
  void tellsFlowersApartThatItHasNotSeen() throws IOException {
    Csv all = Iris.data();
    assertEquals(List.of("setosa", "versicolor", "virginica"), all.classes());
    Csv train = everyFifth(all, false);
    Csv test = everyFifth(all, true);
    Scaling scaling = Scaling.standard(train.features());
    double accuracy = Iris.accuracy(Iris.train(train, scaling), test, scaling);
    assertTrue(accuracy >= 0.9, "accuracy " + accuracy);
  }

  private static Csv everyFifth(Csv all, boolean fifth) {
    int[] rows =
        IntStream.range(0, all.labels().length).filter(i -> i % 5 == 0 == fifth).toArray();
    float[][] features = new float[rows.length][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      features[i] = all.features()[rows[i]];
      labels[i] = all.labels()[rows[i]];
    }
    return new Csv(all.columns(), features, labels, all.classes());
  }
}
