package dev.cortado.processor.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;

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
          Recurrent::drawSimple,
          Recurrent::drawLstm,
          Recurrent::drawGru,
          Masking::draw);

  /** Of which floats stay far away from their limits, and sums from cancelling everything. */
  private static final double LARGEST_MAGNITUDE = 30;

  private RandomNetworks() {}

  /** As many networks as asked, always the same. */
  public static List<Network> draw(int count) {
    List<Network> networks = new ArrayList<>();
    for (long seed = 1; networks.size() < count; seed++) {
      Network network = draw(new Random(seed), KINDS.get((int) (seed % KINDS.size())));
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
    LayerNames names = new LayerNames(random);
    Choices choices = new Choices(random, layers);
    int inputs = choices.one(List.of(1, 1, 1, 2, 3));
    while (layers.size() < inputs) {
      layers.add(new Layer(names.next(), new Input(choices.inputShape()), List.of(), false));
    }
    int size = 2 * inputs + choices.below(9);
    while (layers.size() < size) {
      // Most of the kinds that have most functions, so that all of them occur
      Optional<Drawn> drawn =
          switch (choices.below(10)) {
            case 0, 1, 2, 3 -> Dense.draw(choices);
            case 4 -> Activation.draw(choices);
            case 5, 6 -> favourite.apply(choices);
            default -> choices.one(KINDS).apply(choices);
          };
      drawn.ifPresent(
          layer -> {
            List<String> fedBy = layer.inputs().stream().map(Layer::name).toList();
            layers.add(new Layer(names.next(), layer.kind(), fedBy, false));
          });
    }
    Network network = new Network(layers);
    layers.replaceAll(
        layer -> !network.isRead(layer) || choices.chance(0.35) ? layer.asOutput() : layer);
    return new Network(layers);
  }

  private static boolean isTame(Network network) {
    Random random = new Random(0);
    Execution.Setting setting =
        new Execution.Setting(
            RandomInputs.draw(network, 20, random),
            network.randomWeights(random),
            OptionalLong.empty());
    return new Execution(network, setting, Rounding.none()).greatest() < LARGEST_MAGNITUDE
        && RandomInputs.areEasy(network, setting, random.nextLong());
  }
}
