package dev.cortado.processor.reference;

import dev.cortado.kernel.Noise;
import dev.cortado.processor.reference.Execution.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * {@code @Use}: another network, once or several times one after another.
 *
 * @param name the name of its interface, which stands within that of its user
 * @param network the network that is used
 * @param repeats how many of it there are
 */
public record Use(String name, Network network, int repeats) implements Kind {

  static Optional<Drawn> draw(Choices choices) {
    return draw(choices, choices.layer());
  }

  /** Of a value that has a mask, if there is one. */
  static Optional<Drawn> drawMasked(Choices choices) {
    return choices.masked().flatMap(masked -> draw(choices, masked));
  }

  private static Optional<Drawn> draw(Choices choices, Layer first) {
    List<Layer> inputs =
        choices.chance(0.5)
            ? choices.layersLike(first, shape -> shape).stream().limit(2).toList()
            : List.of(first);
    boolean isRepeated = inputs.size() == 1 && choices.chance(0.5);
    List<Shape> shapes = inputs.stream().map(choices::shape).toList();
    List<Boolean> masked = inputs.stream().map(choices::isMasked).toList();
    return Stream.generate(() -> RandomNetworks.part(choices, shapes, masked, isRepeated))
        .limit(3)
        .flatMap(Optional::stream)
        .findFirst()
        .map(
            network ->
                new Use(
                    "Block" + choices.below(Integer.MAX_VALUE),
                    network,
                    isRepeated ? choices.below(3) + 2 : 1))
        .map(use -> use.keepsMasks(masked) ? use : new Use(use.name, use.network, 1))
        .map(use -> new Drawn(use, inputs));
  }

  /**
   * Whether each repeat has a mask where the first has one: others are refused.
   *
   * @param masked whether each input has one
   */
  boolean keepsMasks(List<Boolean> masked) {
    return repeats == 1
        || Execution.isMasked(network, masked, network.outputs().get(0)) == masked.get(0);
  }

  @Override
  public List<String> attributes() {
    List<String> attributes = new ArrayList<>(List.of("value = " + name + ".class"));
    if (repeats > 1) {
      attributes.add("repeat = " + repeats);
    }
    return attributes;
  }

  @Override
  public Optional<String> mergedBy() {
    return network.inputs().size() > 1 ? Optional.of("input") : Optional.empty();
  }

  @Override
  public Optional<String> declaration() {
    return Optional.of(network.declaration(name));
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return network.shape(output());
  }

  private Layer output() {
    return network.outputs().get(0);
  }

  @Override
  public List<Parameter> parameters(List<Shape> inputs) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      String prefix = prefix(i);
      network
          .parameters()
          .forEach((path, parameter) -> parameters.add(parameter.withName(prefix + path)));
    }
    return parameters;
  }

  private String prefix(int repeat) {
    return repeats > 1 ? repeat + "/" : "";
  }

  @Override
  public DMatrixRMaj forward(Call call) {
    return run(call).value();
  }

  @Override
  public Optional<DMatrixRMaj> mask(Call call) {
    return run(call).mask();
  }

  @Override
  public Result run(Call call) {
    List<Execution> runs = runs(call);
    Execution last = runs.get(runs.size() - 1);
    return new Result(last.value(output()), last.mask(output()));
  }

  /** All repeats, each of which draws under a key of its own. */
  private List<Execution> runs(Call call) {
    List<Execution> runs = new ArrayList<>();
    List<DMatrixRMaj> inputs = call.inputs();
    List<Optional<DMatrixRMaj>> masks = call.masks();
    for (int i = 0; i < repeats; i++) {
      Map<String, DMatrixRMaj> weights = new LinkedHashMap<>();
      String prefix = prefix(i);
      network
          .parameters()
          .keySet()
          .forEach(path -> weights.put(path, call.parameters().get(prefix + path)));
      OptionalLong noise =
          call.noise().isPresent()
              ? OptionalLong.of(Noise.key(call.noise().getAsLong(), call.position(), i))
              : OptionalLong.empty();
      Setting setting = new Setting(inputs, masks, weights, noise);
      Execution run = new Execution(network, setting, call.rounding());
      runs.add(run);
      inputs = List.of(run.value(output()));
      masks = List.of(run.mask(output()));
    }
    return runs;
  }

  @Override
  public Gradients backward(Call call, DMatrixRMaj gradient) {
    List<Execution> runs = runs(call);
    Map<String, DMatrixRMaj> parameters = new LinkedHashMap<>();
    List<DMatrixRMaj> inputs = List.of(gradient);
    for (int i = repeats - 1; i >= 0; i--) {
      Map<String, DMatrixRMaj> all = runs.get(i).backward(inputs);
      String prefix = prefix(i);
      network.parameters().keySet().stream()
          .filter(all::containsKey)
          .forEach(path -> parameters.put(prefix + path, all.get(path)));
      inputs = network.inputs().stream().map(input -> all.get(input.name())).toList();
    }
    return new Gradients(inputs, parameters);
  }

  @Override
  public double[] distancesToCorners(Call call) {
    double[] least = new double[call.samples()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (Execution run : runs(call)) {
      double[] distances = run.distancesToCorners();
      Arrays.setAll(least, sample -> Math.min(least[sample], distances[sample]));
    }
    return least;
  }
}
