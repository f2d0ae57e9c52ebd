package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @GroupNormalization} and {@code @LayerNormalization}.
 *
 * @param groups how many groups the channels make, -1 for one each; 0 where all numbers along the
 *     axes are a group: layer normalization
 * @param axes the axes that channels are along, which may count from the last
 * @param epsilon what is added to the variance
 * @param channels what is scaled and shifted
 */
public record GroupNormalization(int groups, List<Integer> axes, double epsilon, Channels channels)
    implements Kind {
  static final List<Integer> LAST = List.of(-1);

  /** Copies the axes. */
  public GroupNormalization {
    axes = List.copyOf(axes);
  }

  static Optional<Drawn> drawLayers(Choices choices) {
    Layer input = choices.layer();
    Shape shape = choices.shape(input);
    double epsilon = epsilon(choices);
    Channels channels = Channels.draw(choices);
    Choices aside = choices.aside();
    List<Integer> axes = aside.chance(0.6) ? LAST : axes(aside, shape);
    GroupNormalization kind = new GroupNormalization(0, axes, epsilon, channels);
    // A single value is always its mean: a constant, which may happen to lie on a corner
    return kind.size(shape) == 1 ? Optional.empty() : Optional.of(new Drawn(kind, List.of(input)));
  }

  /** Some axes, in any order, counted from either end. */
  private static List<Integer> axes(Choices choices, Shape shape) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axes.isEmpty() ? axis == shape.rank() - 1 || choices.chance(0.6) : choices.chance(0.5)) {
        axes.add(choices.below(axes.size() + 1), choices.chance(0.5) ? axis : axis - shape.rank());
      }
    }
    return axes;
  }

  static Optional<Drawn> draw(Choices choices) {
    Layer input = choices.layer();
    int last = choices.shape(input).last();
    List<Integer> divisors =
        IntStream.rangeClosed(1, last).filter(d -> last % d == 0).boxed().toList();
    int groups = choices.chance(0.2) ? -1 : choices.one(divisors);
    Kind kind = new GroupNormalization(groups, LAST, epsilon(choices), Channels.draw(choices));
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
    if (!axes.equals(LAST)) {
      attributes.add("axis = " + axes.toString().replace('[', '{').replace(']', '}'));
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
    return channels.parameters(size(inputs.get(0)));
  }

  @Override
  public int longestSum(List<Shape> inputs, int samples) {
    Shape shape = inputs.get(0);
    return Math.max(shape.size(), samples * (shape.size() / size(shape)));
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    DMatrixRMaj normal = standard(call.shape()).forward(call.input(), call.rounding());
    return channels.apply(normal, places(call.shape()), call);
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    Standardization standard = standard(call.shape());
    DMatrixRMaj normal = standard.forward(call.input(), call.rounding());
    int[] places = places(call.shape());
    DMatrixRMaj ofNormal = channels.inputGradient(gradient, places, call);
    return new Gradients(
        List.of(standard.gradient(call.input(), ofNormal, call.rounding())),
        channels.gradients(normal, gradient, places));
  }

  /** The axes, counted from the first, in ascending order. */
  private List<Integer> sorted(Shape shape) {
    return axes.stream().map(shape::axis).sorted().toList();
  }

  /** How many channels there are. */
  private int size(Shape shape) {
    return sorted(shape).stream().map(shape.sizes()::get).reduce(1, (a, b) -> a * b);
  }

  /** For each element the number of its channel. */
  private int[] places(Shape shape) {
    return shape.places(sorted(shape));
  }

  private Standardization standard(Shape shape) {
    List<Integer> others =
        IntStream.range(0, shape.rank())
            .boxed()
            .filter(axis -> !sorted(shape).contains(axis))
            .toList();
    int last = shape.last();
    int count = groups == -1 ? last : groups;
    int[] places = groups == 0 ? shape.places(others) : places(shape);
    Map<Integer, List<Integer>> all = new TreeMap<>();
    for (int i = 0; i < shape.size(); i++) {
      int group = groups == 0 ? places[i] : places[i] / (last / count);
      all.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
    }
    return new Standardization(List.copyOf(all.values()), epsilon, true, 1);
  }
}
