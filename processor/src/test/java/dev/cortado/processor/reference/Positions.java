package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * {@code @PositionEmbedding} and {@code @SinePositionEncoding}: the input plus a vector for each
 * step.
 *
 * @param longest the longest wavelength; 0 where the vectors are learnt
 * @param frozen whether training leaves the vectors alone
 */
public record Positions(double longest, boolean frozen) implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    List<Layer> sequences = choices.ofRank(2);
    boolean learns = choices.chance(0.5);
    return sequences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Drawn(
                learns
                    ? new Positions(0, choices.chance(0.2))
                    : new Positions(choices.one(List.of(10000.0, 1.0, 7.5)), false),
                List.of(choices.one(sequences))));
  }

  @Override
  public String annotation() {
    return longest == 0 ? "PositionEmbedding" : "SinePositionEncoding";
  }

  @Override
  public List<String> attributes() {
    if (longest == 0) {
      return frozen ? List.of("frozen = true") : List.of();
    }
    return longest == 10000 ? List.of() : List.of("maxWavelength = " + longest);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    Shape shape = inputs.get(0);
    return longest == 0
        ? List.of(
            new Parameter(
                "position_embeddings", shape.repeats(), shape.last(), !frozen, Penalty.NONE))
        : List.of();
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return samples;
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj result = call.input().copy();
    for (int sample = 0; sample < result.numRows; sample++) {
      for (int i = 0; i < result.numCols; i++) {
        double position =
            longest == 0
                ? call.parameters().get("position_embeddings").data[i]
                : call.rounding().offBy(1, wave(i, call.shape().last()));
        result.add(sample, i, position);
      }
    }
    return result;
  }

  private double wave(int element, int size) {
    int pair = element % size / 2;
    int step = element / size;
    double angle = step / Math.pow(longest, 2.0 * pair / size);
    return element % size % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    return new Gradients(
        List.of(gradient),
        longest == 0
            ? Map.of(
                "position_embeddings",
                DMatrixRMaj.wrap(
                    call.shape().repeats(),
                    call.shape().last(),
                    CommonOps_DDRM.sumCols(gradient, null).data))
            : Map.of());
  }
}
