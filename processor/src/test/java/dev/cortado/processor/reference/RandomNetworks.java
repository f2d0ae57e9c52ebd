package dev.cortado.processor.reference;

import dev.cortado.processor.reference.Parameter.Penalty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Draws networks. Here is the one list of the kinds of layer. */
public final class RandomNetworks {
  private static final List<Function<Choices, Optional<Drawn>>> KINDS =
      List.of(
          Dense::draw,
          Activation::draw,
          Dropout::draw,
          Flatten::draw,
          Reshape::draw,
          Add::draw,
          Multiply::draw,
          Concatenate::draw,
          Convolution::draw,
          Pooling::draw,
          DepthwiseConvolution::draw,
          TransposedConvolution::draw,
          Subtract::draw,
          Average::draw,
          Extremum::draw,
          Dot::draw,
          Permute::draw,
          RepeatVector::draw,
          Slice::draw,
          GroupNormalization::drawLayers,
          GroupNormalization::draw,
          RmsNormalization::draw,
          UnitNormalization::draw,
          BatchNormalization::draw,
          SpatialDropout::draw,
          GaussianNoise::draw,
          GaussianDropout::draw,
          AlphaDropout::draw,
          Border::draw,
          UpSampling::draw,
          BilinearUpSampling::draw,
          Recurrent::drawSimple,
          Recurrent::drawLstm,
          Recurrent::drawGru,
          Embedding::draw,
          Masking::draw,
          Positions::draw,
          MultiHeadAttention::draw,
          Use::draw,
          Custom::draw);

  /** Each so many-th network has masks in networks that it uses. */
  private static final int MASKED = 15;

  /** Of which floats stay far away from their limits, and sums from cancelling everything. */
  private static final double LARGEST_MAGNITUDE = 30;

  /** Losses of probabilities clip them at 1e-7, as Keras's do, and the reference does not. */
  private static final double LEAST_PROBABILITY = 1e-5;

  private static final List<Class<? extends Kind>> LINEAR_MAPS =
      List.of(
          Dense.class, Convolution.class, DepthwiseConvolution.class, TransposedConvolution.class);

  /** Of gradients, in which sums cancel more where they grow through many layers. */
  private static final double LARGEST_GRADIENT = 1e4;

  private RandomNetworks() {}

  /** As many networks as asked, always the same. */
  public static List<Network> draw(int count) {
    List<Network> networks = new ArrayList<>();
    for (long seed = 1; networks.size() < count; seed++) {
      Random random = new Random(seed);
      Network network =
          seed % MASKED == 0
              ? drawMasked(random)
              : draw(random, KINDS.get((int) (seed % KINDS.size())));
      if (isTame(network)) {
        networks.add(network);
      }
    }
    return networks;
  }

  /**
   * One to three inputs, at least as many layers and up to eight more that read what is there; all
   * that nobody reads then are outputs.
   *
   * @param favourite the kind that there are most of, so that some networks have many of each
   */
  private static Network draw(Random random, Function<Choices, Optional<Drawn>> favourite) {
    List<Layer> layers = new ArrayList<>();
    return draw(layers, new LayerNames(random), new Choices(random, layers), favourite);
  }

  /** A network of tokens, some of which fill up, and mostly of networks that it uses. */
  private static Network drawMasked(Random random) {
    List<Layer> layers = new ArrayList<>();
    LayerNames names = new LayerNames(random);
    Choices choices = new Choices(random, layers);
    int tokens = 4 + random.nextInt(8);
    int steps = 2 + random.nextInt(6);
    int length = 2 + random.nextInt(5);
    Layer words = new Layer(names.next(), new Input(Shape.of(steps), tokens), List.of(), false);
    Layer numbers = new Layer(names.next(), new Input(Shape.of(steps, length)), List.of(), false);
    Embedding embedding = new Embedding(tokens, length, true, false, Penalty.NONE);
    Layer vectors = new Drawn(embedding, List.of(words)).named(names.next());
    layers.addAll(List.of(words, numbers, vectors));
    // Of tokens alone values would be equal but for rounding, and so on corners
    layers.add(new Drawn(new Add(), List.of(vectors, numbers)).named(names.next()));
    return draw(layers, names, choices, Use::drawMasked);
  }

  private static Network draw(
      List<Layer> layers,
      LayerNames names,
      Choices choices,
      Function<Choices, Optional<Drawn>> favourite) {
    int inputs = choices.one(List.of(1, 1, 1, 2, 3));
    while (layers.size() < inputs) {
      layers.add(new Layer(names.next(), Input.draw(choices), List.of(), false));
    }
    int size = Math.max(2 * inputs, layers.size() + 2) + choices.below(9);
    while (layers.size() < size) {
      // Most of the kinds that have most functions, so that all of them occur
      Optional<Drawn> drawn =
          switch (choices.below(10)) {
            case 0, 1, 2, 3 -> Dense.draw(choices);
            case 4 -> choices.chance(0.7) ? Activation.draw(choices) : Drawn.again(choices);
            case 5, 6 -> favourite.apply(choices);
            default -> choices.one(KINDS).apply(choices);
          };
      drawn.ifPresent(layer -> add(layer, layers, choices, names));
    }
    Network network = new Network(layers);
    layers.replaceAll(
        layer -> !network.isRead(layer) || choices.chance(0.35) ? layer.asOutput() : layer);
    return new Network(layers);
  }

  /** Adds a layer; after one that is linear often batch normalization, and often relu then. */
  private static void add(Drawn drawn, List<Layer> layers, Choices choices, LayerNames names) {
    layers.add(drawn.named(names.next()));
    boolean isLinear =
        LINEAR_MAPS.stream().anyMatch(type -> type.isInstance(drawn.kind()))
            && drawn.kind().lastFunction() == ActivationFunction.LINEAR;
    if (isLinear && choices.chance(0.6)) {
      Layer map = layers.get(layers.size() - 1);
      BatchNormalization norm = BatchNormalization.draw(choices, choices.chance(0.4));
      Layer normal = new Drawn(norm, List.of(map)).named(names.next());
      layers.add(normal);
      // With the statistics of a batch, each sample moves all others over the corner
      if (norm.channels().frozen() && choices.chance(0.8)) {
        layers.add(new Drawn(Activation.RELU, List.of(normal)).named(names.next()));
      }
    }
  }

  /** Whether an output's loss, where it is of probabilities, has no use for the bounds on them. */
  private static boolean areUnclipped(Layer output, Execution run) {
    return PlainLoss.of(output) == PlainLoss.MEAN_SQUARED_ERROR
        || Arrays.stream(run.value(output).data)
            .allMatch(p -> p > LEAST_PROBABILITY && 1 - p > LEAST_PROBABILITY);
  }

  /**
   * A small network that another may use: of inputs of some shapes, and with one output that all of
   * its layers reach; nothing where one of the inputs would not.
   *
   * @param masked whether each input has a mask
   * @param endsAsItBegins whether the output is to have the shape of the input
   */
  static Optional<Network> part(
      Choices user, List<Shape> shapes, List<Boolean> masked, boolean endsAsItBegins) {
    List<Layer> layers = new ArrayList<>();
    LayerNames names = user.names();
    Choices choices = user.within(layers, masked);
    shapes.forEach(
        shape -> layers.add(new Layer(names.next(), new Input(shape), List.of(), false)));
    int size = layers.size() + 1 + choices.below(5);
    for (int attempt = 0; layers.size() < size && attempt < 20; attempt++) {
      (switch (choices.below(10)) {
            case 0 -> Drawn.again(choices);
            case 1 -> Use.draw(choices);
            default -> choices.one(KINDS).apply(choices);
          })
          .ifPresent(drawn -> add(drawn, layers, choices, names));
    }
    if (endsAsItBegins) {
      endAs(shapes.get(0), choices, layers, names);
    }
    Set<String> alive = new HashSet<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (i == layers.size() - 1 || alive.contains(layers.get(i).name())) {
        alive.add(layers.get(i).name());
        alive.addAll(layers.get(i).inputs());
      }
    }
    Layer output = layers.remove(layers.size() - 1);
    layers.removeIf(layer -> !alive.contains(layer.name()));
    layers.add(output.asOutput());
    Network network = new Network(layers);
    boolean isWhole = layers.stream().allMatch(layer -> alive.contains(layer.weights()));
    return isWhole && network.inputs().size() == shapes.size() && !output.isInput()
        ? Optional.of(network)
        : Optional.empty();
  }

  /** Adds layers so that the last has a shape: steps of a sequence stay apart now and then. */
  private static void endAs(Shape shape, Choices choices, List<Layer> layers, LayerNames names) {
    Layer last = layers.get(layers.size() - 1);
    Shape found = choices.shape(last);
    if (shape.rank() == 2
        && found.with(found.rank() - 1, 1).equals(shape.with(1, 1))
        && choices.chance(0.7)) {
      layers.add(new Drawn(tanh(shape.last(), choices), List.of(last)).named(names.next()));
      return;
    }
    layers.add(new Drawn(new Flatten(), List.of(last)).named(names.next()));
    last = layers.get(layers.size() - 1);
    layers.add(new Drawn(tanh(shape.size(), choices), List.of(last)).named(names.next()));
    last = layers.get(layers.size() - 1);
    layers.add(new Drawn(new Reshape(shape, -1), List.of(last)).named(names.next()));
  }

  private static Dense tanh(int units, Choices choices) {
    Nonlinearity tanh = new Nonlinearity(ActivationFunction.TANH, OptionalDouble.empty());
    return new Dense(
        units, tanh, Dense.Bias.RANDOM, choices.chance(0.2), Penalty.NONE, Penalty.NONE);
  }

  /** The greatest magnitude of a gradient while training, where those of all outputs are 1. */
  private static double greatestGradient(Network network, Execution.Setting setting) {
    Execution run =
        new Execution(
            network,
            new Execution.Setting(setting.inputs(), setting.weights(), OptionalLong.of(1)),
            Rounding.none());
    List<DMatrixRMaj> ones =
        network.outputs().stream().map(output -> run.value(output).createLike()).toList();
    ones.forEach(gradient -> gradient.fill(1));
    return run.backward(ones).values().stream()
        .mapToDouble(CommonOps_DDRM::elementMaxAbs)
        .reduce(0, Math::max);
  }

  private static boolean isTame(Network network) {
    Random random = new Random(0);
    Execution.Setting setting =
        new Execution.Setting(
            RandomInputs.draw(network, 20, random),
            network.randomWeights(random),
            OptionalLong.empty());
    Execution run = new Execution(network, setting, Rounding.none());
    return run.greatest() < LARGEST_MAGNITUDE
        && network.outputs().stream().allMatch(output -> areUnclipped(output, run))
        && greatestGradient(network, setting) < LARGEST_GRADIENT
        && RandomInputs.areEasy(network, setting.weights(), random.nextLong(), random);
  }
}
