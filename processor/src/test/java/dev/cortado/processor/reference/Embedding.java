package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Embedding}: a vector for each token.
 *
 * @param tokens how many tokens there are
 * @param length the length of the vectors
 * @param maskZero whether token 0 only fills up
 * @param frozen whether training leaves the vectors alone
 * @param penalty the penalty on the vectors
 */
public record Embedding(int tokens, int length, boolean maskZero, boolean frozen, Penalty penalty)
    implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    return choices
        .tokens()
        .map(
            input -> {
              Shape shape = choices.shape(input);
              Embedding embedding =
                  new Embedding(
                      ((Input) input.kind()).tokens() + choices.below(3),
                      choices.below(Choices.LARGEST_VALUE / shape.size()) + 1,
                      shape.rank() == 1 && choices.chance(0.6),
                      choices.chance(0.15),
                      choices.penalty());
              return new Drawn(embedding, List.of(input));
            });
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    attributes.add("inputDim = " + tokens);
    attributes.add("outputDim = " + length);
    if (maskZero) {
      attributes.add("maskZero = true");
    }
    if (frozen) {
      attributes.add("frozen = true");
    }
    if (!penalty.equals(Penalty.NONE)) {
      attributes.add("embeddingsRegularizer = " + penalty.java());
    }
    return attributes;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    List<Integer> sizes = new ArrayList<>(inputs.get(0).sizes());
    sizes.add(length);
    return new Shape(sizes);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    return List.of(new Parameter("embeddings", tokens, length, !frozen, penalty));
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return samples * inputs.get(0).size();
  }

  @Override
  public Optional<DMatrixRMaj> mask(Call call) {
    if (!maskZero) {
      return Optional.empty();
    }
    DMatrixRMaj mask = call.input().createLike();
    for (int i = 0; i < mask.data.length; i++) {
      mask.data[i] = Math.rint(call.input().data[i]) == 0 ? 0 : 1;
    }
    return Optional.of(mask);
  }

  /** A token of a sample: what is read is near it where it is rounded. */
  private static int token(Call call, int sample, int position) {
    return (int) Math.rint(call.input().get(sample, position));
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj vectors = new DMatrixRMaj(call.samples(), call.shape().size() * length);
    DMatrixRMaj matrix = call.parameters().get("embeddings");
    for (int sample = 0; sample < vectors.numRows; sample++) {
      for (int i = 0; i < vectors.numCols; i++) {
        vectors.set(sample, i, matrix.get(token(call, sample, i / length), i % length));
      }
    }
    return vectors;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj matrix = call.parameters().get("embeddings").createLike();
    for (int sample = 0; sample < gradient.numRows; sample++) {
      for (int i = 0; i < gradient.numCols; i++) {
        matrix.add(token(call, sample, i / length), i % length, gradient.get(sample, i));
      }
    }
    return new Gradients(List.of(call.input().createLike()), Map.of("embeddings", matrix));
  }
}
