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
 * @param axis the axis of channels, which may count from the last
 * @param momentum which part of the moving averages a step keeps
 * @param epsilon what is added to the variance
 * @param channels what is scaled and shifted, and whether the layer is frozen
 */
public record BatchNormalization(int axis, double momentum, double epsilon, Channels channels)
    implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    BatchNormalization last = draw(choices, false);
    Layer input = choices.layer();
    int rank = choices.shape(input).rank();
    Choices aside = choices.aside();
    int axis = aside.chance(0.6) ? -1 : aside.below(2 * rank) - rank;
    return Optional.of(
        new Drawn(
            new BatchNormalization(axis, last.momentum, last.epsilon, last.channels),
            List.of(input)));
  }

  /** One along the last axis that is surely frozen, or maybe. */
  static BatchNormalization draw(Choices choices, boolean isFrozen) {
    Channels channels = Channels.draw(choices);
    return new BatchNormalization(
        -1,
        choices.one(List.of(0.99, 0.99, 0.5)),
        GroupNormalization.epsilon(choices),
        isFrozen ? channels.ofFrozen() : channels);
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(channels.attributes());
    if (axis != -1) {
      attributes.add("axis = " + axis);
    }
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
    int last = size(inputs.get(0));
    List<Parameter> parameters = new ArrayList<>(channels.parameters(last));
    parameters.add(new Parameter("moving_mean", 1, last, false, Penalty.NONE));
    parameters.add(new Parameter("moving_variance", 1, last, false, Penalty.NONE));
    return parameters;
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    return samples * (inputs.get(0).size() / size(inputs.get(0)));
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return channels.apply(normal(call), places(call), call);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    DMatrixRMaj normal = normal(call);
    DMatrixRMaj ofNormal = channels.inputGradient(gradient, places(call), call);
    Map<String, DMatrixRMaj> parameters =
        new LinkedHashMap<>(channels.gradients(normal, gradient, places(call)));
    DMatrixRMaj mean = new DMatrixRMaj(1, size(call.shape()));
    DMatrixRMaj variance = mean.createLike();
    parameters.put("moving_mean", mean);
    parameters.put("moving_variance", variance);
    if (usesBatch(call)) {
      DMatrixRMaj input =
          batch(call).gradient(whole(call.input()), whole(ofNormal), call.rounding());
      return new Gradients(List.of(rows(input, call)), parameters);
    }
    DMatrixRMaj input = ofNormal.copy();
    int[] places = places(call);
    for (int i = 0; i < input.data.length; i++) {
      int channel = places[i % places.length];
      double deviation = deviation(call, channel);
      input.data[i] /= deviation;
      mean.data[channel] -= input.data[i];
      variance.data[channel] -= ofNormal.data[i] * normal.data[i] / (2 * deviation * deviation);
    }
    return new Gradients(List.of(input), parameters);
  }

  /** How many channels there are. */
  private int size(Shape shape) {
    return shape.sizes().get(shape.axis(axis));
  }

  /** For each element of a sample the number of its channel. */
  private int[] places(Call call) {
    return call.shape().places(List.of(call.shape().axis(axis)));
  }

  private boolean usesBatch(Call call) {
    return call.noise().isPresent() && !channels.frozen();
  }

  private DMatrixRMaj normal(Call call) {
    if (usesBatch(call)) {
      return rows(batch(call).forward(whole(call.input()), call.rounding()), call);
    }
    DMatrixRMaj normal = call.input().copy();
    int[] places = places(call);
    for (int i = 0; i < normal.data.length; i++) {
      int channel = places[i % places.length];
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
    int[] places = places(call);
    List<List<Integer>> groups =
        Stream.<List<Integer>>generate(ArrayList::new).limit(size(call.shape())).toList();
    for (int i = 0; i < call.input().data.length; i++) {
      groups.get(places[i % places.length]).add(i);
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
