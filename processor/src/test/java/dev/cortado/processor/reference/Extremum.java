package dev.cortado.processor.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Maximum} and {@code @Minimum}: the greatest or the least of layers of the same shape; of
 * those that tie, the first receives the gradient.
 *
 * @param greatest whether it is the greatest
 */
public record Extremum(boolean greatest) implements Merge {

  static Optional<Drawn> draw(Choices choices) {
    Extremum kind = new Extremum(choices.chance(0.5));
    return choices.layersOfOneShape().map(layers -> new Drawn(kind, layers));
  }

  @Override
  public String annotation() {
    return greatest ? "Maximum" : "Minimum";
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj result = call.input().createLike();
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = call.inputs().get(winner(call, i)).data[i];
    }
    return result;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    List<DMatrixRMaj> gradients =
        Stream.generate(gradient::createLike).limit(call.inputs().size()).toList();
    for (int i = 0; i < gradient.data.length; i++) {
      gradients.get(winner(call, i)).data[i] = gradient.data[i];
    }
    return Gradients.of(gradients);
  }

  private int winner(Call call, int element) {
    int best = 0;
    for (int i = 1; i < call.inputs().size(); i++) {
      double difference =
          call.inputs().get(i).data[element] - call.inputs().get(best).data[element];
      best = (greatest ? difference : -difference) > 0 ? i : best;
    }
    return best;
  }

  @Override
  public double[] distancesToCorners(Call call) {
    double[] distances = new double[call.samples()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int sample = 0; sample < distances.length; sample++) {
      for (int i = 0; i < call.input().numCols; i++) {
        int element = sample * call.input().numCols + i;
        double best = call.inputs().get(winner(call, element)).data[element];
        for (DMatrixRMaj input : call.inputs()) {
          double distance = Math.abs(input.data[element] - best);
          distances[sample] =
              distance == 0 ? distances[sample] : Math.min(distances[sample], distance);
        }
      }
    }
    return distances;
  }
}
