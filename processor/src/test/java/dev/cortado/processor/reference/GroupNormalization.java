package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @GroupNormalization} and {@code @LayerNormalization}.
 *
 * @param groups how many groups the channels make, -1 for one each; 0 where each vector along the
 *     last axis is a group: layer normalization
 * @param epsilon what is added to the variance
 * @param channels what is scaled and shifted
 */
public record GroupNormalization(int groups, double epsilon, Channels channels) implements Kind {

  static Optional<Drawn> drawLayers(Choices choices) {
    Layer input = choices.layer();
    Kind kind = new GroupNormalization(0, epsilon(choices), Channels.draw(choices));
    // A single value is always its mean: a constant, which may happen to lie on a corner
    return choices.shape(input).last() == 1
        ? Optional.empty()
        : Optional.of(new Drawn(kind, List.of(input)));
  }

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    int last = choices.shape(input).last();
    List<Integer> divisors =
        IntStream.rangeClosed(1, last).filter(d -> last % d == 0).boxed().toList();
    int groups = choices.chance(0.2) ? -1 : choices.one(divisors);
    Kind kind = new GroupNormalization(groups, epsilon(choices), Channels.draw(choices));
    return choices.shape(input).size() / (groups == -1 ? last : groups) == 1
        ? Optional.empty()
        : Optional.of(new Drawn(kind, List.of(input)));
  }

  static double epsilon(Choices choices) {
    return choices.one(List.of(1e-3, 1e-3, 0.01, 0.5));
  }

  @Override
  public String annotation() {
    return groups == 0 ? "LayerNormalization" : "GroupNormalization";
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(channels.attributes());
    if (groups != 0 && groups != 32) {
      attributes.add("groups = " + groups);
    }
    if (epsilon != 1e-3) {
      attributes.add("epsilon = " + epsilon);
    }
    return attributes;
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
    return channels.parameters(inputs.get(0).last());
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return Math.max(inputs.get(0).last(), samples * inputs.get(0).repeats());
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return channels.apply(standard(call.shape()).forward(call.input(), call.rounding()), call);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    Standardization standard = standard(call.shape());
    DMatrixRMaj normal = standard.forward(call.input(), call.rounding());
    DMatrixRMaj ofNormal = channels.inputGradient(gradient, call);
    return new Gradients(
        List.of(standard.gradient(call.input(), ofNormal, call.rounding())),
        channels.gradients(normal, gradient, call));
  }

  private Standardization standard(Shape shape) {
    int last = shape.last();
    int count = groups == -1 ? last : groups;
    List<List<Integer>> all =
        groups == 0
            ? shape.vectors(shape.rank() - 1)
            : Stream.<List<Integer>>generate(ArrayList::new).limit(count).toList();
    for (int i = 0; groups != 0 && i < shape.size(); i++) {
      all.get(i % last / (last / count)).add(i);
    }
    return new Standardization(all, epsilon, true, 1);
  }
}
