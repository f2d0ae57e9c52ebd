package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @BatchNormalization}: by the statistics of the batch in training, else by moving averages.
 *
 * @param momentum which part of the moving averages a step keeps
 * @param epsilon what is added to the variance
 * @param channels what is scaled and shifted, and whether the layer is frozen
 */
public record BatchNormalization(double momentum, double epsilon, Channels channels)
    implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    return Optional.of(new Drawn(draw(choices, false), List.of(choices.layer())));
  }

  /** One that is surely frozen, or maybe. */
  static BatchNormalization draw(Choices choices, boolean isFrozen) {
    Channels channels = Channels.draw(choices);
    return new BatchNormalization(
        choices.one(List.of(0.99, 0.99, 0.5)),
        GroupNormalization.epsilon(choices),
        isFrozen ? channels.ofFrozen() : channels);
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(channels.attributes());
    attributes.add("momentum = " + momentum);
    attributes.add("epsilon = " + epsilon);
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
    int last = inputs.get(0).last();
    List<Parameter> parameters = new ArrayList<>(channels.parameters(last));
    parameters.add(new Parameter("moving_mean", 1, last, false, Penalty.NONE));
    parameters.add(new Parameter("moving_variance", 1, last, false, Penalty.NONE));
    return parameters;
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return samples * inputs.get(0).repeats();
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return channels.apply(normal(call), call);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj normal = normal(call);
    DMatrixRMaj ofNormal = channels.inputGradient(gradient, call);
    Map<String, DMatrixRMaj> parameters =
        new LinkedHashMap<>(channels.gradients(normal, gradient, call));
    DMatrixRMaj mean = new DMatrixRMaj(1, call.shape().last());
    DMatrixRMaj variance = mean.createLike();
    parameters.put("moving_mean", mean);
    parameters.put("moving_variance", variance);
    if (usesBatch(call)) {
      DMatrixRMaj input =
          batch(call).gradient(whole(call.input()), whole(ofNormal), call.rounding());
      return new Gradients(List.of(rows(input, call)), parameters);
    }
    DMatrixRMaj input = ofNormal.copy();
    for (int i = 0; i < input.data.length; i++) {
      int channel = i % call.shape().last();
      double deviation = deviation(call, channel);
      input.data[i] /= deviation;
      mean.data[channel] -= input.data[i];
      variance.data[channel] -= ofNormal.data[i] * normal.data[i] / (2 * deviation * deviation);
    }
    return new Gradients(List.of(input), parameters);
  }

  private boolean usesBatch(Call call) {
    return call.noise().isPresent() && !channels.frozen();
  }

  private DMatrixRMaj normal(Call call) {
    if (usesBatch(call)) {
      return rows(batch(call).forward(whole(call.input()), call.rounding()), call);
    }
    DMatrixRMaj normal = call.input().copy();
    for (int i = 0; i < normal.data.length; i++) {
      int channel = i % call.shape().last();
      double mean = call.parameters().get("moving_mean").get(channel);
      double deviation = deviation(call, channel);
      double scale = (Math.abs(normal.data[i]) + Math.abs(mean)) / deviation;
      normal.data[i] = call.rounding().offBy(scale, (normal.data[i] - mean) / deviation);
    }
    return normal;
  }

  private double deviation(Call call, int channel) {
    return Math.sqrt(call.parameters().get("moving_variance").get(channel) + epsilon);
  }

  /** Each channel of all samples is a group. */
  private Standardization batch(Call call) {
    int last = call.shape().last();
    List<List<Integer>> groups =
        Stream.<List<Integer>>generate(ArrayList::new).limit(last).toList();
    for (int i = 0; i < call.input().data.length; i++) {
      groups.get(i % last).add(i);
    }
    return new Standardization(groups, epsilon, true, call.samples());
  }

  private static DMatrixRMaj whole(DMatrixRMaj rows) {
    return DMatrixRMaj.wrap(1, rows.data.length, rows.data);
  }

  private static DMatrixRMaj rows(DMatrixRMaj whole, Call call) {
    return DMatrixRMaj.wrap(call.samples(), call.input().numCols, whole.data);
  }
}
