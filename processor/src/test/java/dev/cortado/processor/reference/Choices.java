package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Random choices for the next layer of a network that is being drawn. */
final class Choices {
  /** The most elements that a layer's value for one sample has. */
  static final int LARGEST_VALUE = 160;

  /** One, powers of two and their neighbours: where the form of generated code changes. */
  private static final List<Integer> SIZES =
      List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 17, 18, 19, 21, 24, 31, 32, 33, 40, 65);

  private final Random random;
  private final List<Layer> layers;
  private final List<Boolean> masked;

  /** Choices among the layers that there are already, of which no input has a mask. */
  Choices(Random random, List<Layer> layers) {
    this(random, layers, List.of(false, false, false));
  }

  private Choices(Random random, List<Layer> layers, List<Boolean> masked) {
    this.random = random;
    this.layers = layers;
    this.masked = List.copyOf(masked);
  }

  /**
   * Choices of the same source for another network, whose layers are to be drawn.
   *
   * @param masks whether each of its inputs has a mask
   */
  Choices within(List<Layer> others, List<Boolean> masks) {
    return new Choices(random, others, masks);
  }

  /**
   * Choices of a source of their own. All that are made after them are as they would be without
   * them, so that a new attribute leaves the networks that do not have it as they were.
   */
  Choices aside() {
    int seed = layers.get(layers.size() - 1).name().hashCode() + layers.size();
    return new Choices(new Random(seed), layers, masked);
  }

  /** Names for another network's layers. */
  LayerNames names() {
    return new LayerNames(random);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> candidates) {
    return candidates.get(below(candidates.size()));
  }

  Shape shape(Layer layer) {
    return new Network(layers).shape(layer);
  }

  /** A layer to read: often one that nobody reads yet, often the last. */
  Layer layer() {
    Network network = new Network(layers);
    List<Layer> unread = layers.stream().filter(layer -> !network.isRead(layer)).toList();
    if (chance(0.5)) {
      return one(unread);
    }
    return chance(0.6) ? layers.get(layers.size() - 1) : one(layers);
  }

  /** A layer of two or three axes to read, if there is one: a sequence or a picture. */
  Optional<Layer> picture() {
    int wished = chance(0.5) ? 2 : 3;
    List<Layer> pictures = ofRank(wished);
    List<Layer> found = pictures.isEmpty() ? ofRank(5 - wished) : pictures;
    return found.isEmpty() ? Optional.empty() : Optional.of(one(found));
  }

  /** A layer of two axes to read, if there is one. */
  Optional<Layer> sequence() {
    List<Layer> found = ofRank(2);
    return found.isEmpty() ? Optional.empty() : Optional.of(one(found));
  }

  /** An input of numbers of tokens, if there is one. */
  Optional<Layer> tokens() {
    List<Layer> found =
        layers.stream()
            .filter(layer -> layer.kind() instanceof Input input && input.tokens() > 0)
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(one(found));
  }

  /** The layers of so many axes. */
  List<Layer> ofRank(int rank) {
    return layers.stream().filter(layer -> shape(layer).rank() == rank).toList();
  }

  /** The layers of a shape. */
  List<Layer> layersWhere(Predicate<Shape> isWanted) {
    return layers.stream().filter(layer -> isWanted.test(shape(layer))).toList();
  }

  /** A number that divides another. */
  int divisor(int number) {
    return one(IntStream.rangeClosed(1, number).filter(n -> number % n == 0).boxed().toList());
  }

  /** Two to four layers of the same shape, of which some may be the same. */
  Optional<List<Layer>> layersOfOneShape() {
    List<Layer> found = layersLike(layer(), shape -> shape);
    return found.size() < 2 ? Optional.empty() : Optional.of(found);
  }

  /**
   * One to four layers of the rank of the given one and alike in some respect of their shapes; it
   * is the first.
   */
  List<Layer> layersLike(Layer first, UnaryOperator<Shape> respect) {
    Shape shape = shape(first);
    List<Layer> alike =
        layers.stream()
            .filter(layer -> shape(layer).rank() == shape.rank())
            .filter(layer -> respect.apply(shape(layer)).equals(respect.apply(shape)))
            .toList();
    List<Layer> chosen = new ArrayList<>(List.of(first));
    int count = alike.size() == 1 && chance(0.7) ? 1 : one(List.of(2, 2, 2, 3, 4));
    while (chosen.size() < count) {
      chosen.add(one(alike));
    }
    return chosen;
  }

  /** Whether a layer's value has a mask. */
  boolean isMasked(Layer layer) {
    Network network = new Network(layers);
    return Execution.isMasked(network, masked.subList(0, network.inputs().size()), layer);
  }

  /** The last layer whose value has a mask, if there is one. */
  Optional<Layer> masked() {
    return layers.stream().filter(this::isMasked).reduce((first, second) -> second);
  }

  /** A layer that has parameters, if there is one. */
  Optional<Layer> layerWithParameters() {
    Network network = new Network(layers);
    List<Layer> found =
        layers.stream()
            .filter(layer -> !layer.kind().parameters(network.shapes(layer.inputs())).isEmpty())
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(one(found));
  }

  /** A layer of the same shape as that of some name, maybe the same. */
  Layer layerLike(String name) {
    Network network = new Network(layers);
    Shape shape = network.shapes(List.of(name)).get(0);
    return one(layers.stream().filter(layer -> network.shape(layer).equals(shape)).toList());
  }

  /** The size of a last axis: now and then that of another layer, so that they can be merged. */
  int size() {
    return chance(0.4) ? shape(one(layers)).last() : one(SIZES);
  }

  /** The shape of an input: often of a picture or a sequence. */
  Shape inputShape() {
    if (chance(0.6)) {
      return chance(0.45)
          ? Shape.of(below(12) + 1, below(6) + 1)
          : Shape.of(below(6) + 1, below(6) + 1, below(4) + 1);
    }
    Shape shape = Shape.of(one(SIZES));
    while (chance(0.3) && shape.rank() < 3) {
      List<Integer> sizes = new ArrayList<>(shape.sizes());
      sizes.add(below(5) + 1);
      Shape larger = new Shape(sizes);
      shape = larger.size() <= LARGEST_VALUE ? larger : shape;
    }
    return shape;
  }

  /** A shape of one to three axes and the given size. */
  Shape factors(int size) {
    List<Integer> sizes = new ArrayList<>();
    int rest = size;
    for (int axis = below(3); axis > 0; axis--) {
      int whole = rest;
      List<Integer> divisors =
          IntStream.rangeClosed(1, whole).filter(divisor -> whole % divisor == 0).boxed().toList();
      sizes.add(one(divisors));
      rest /= sizes.get(sizes.size() - 1);
    }
    sizes.add(rest);
    return new Shape(sizes);
  }

  /** A function that suits a last axis of the given size. */
  Nonlinearity nonlinearity(int last) {
    if (chance(0.2)) {
      return Nonlinearity.LINEAR;
    }
    ActivationFunction function = one(List.of(ActivationFunction.values()));
    if (function.isAlongAxis() && last == 1) {
      return nonlinearity(last);
    }
    return new Nonlinearity(
        function,
        function.takesAlpha() && chance(0.5)
            ? OptionalDouble.of(one(List.of(0.05, 0.3, 1.5)))
            : OptionalDouble.empty());
  }

  Penalty penalty() {
    return chance(0.15)
        ? new Penalty(one(List.of(0.0, 0.01)), one(List.of(0.0, 0.25)))
        : Penalty.NONE;
  }
}
