package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import dev.cortado.processor.reference.Execution.Setting;
import dev.cortado.processor.reference.Network;
import dev.cortado.processor.reference.Parameter;
import dev.cortado.processor.reference.RandomInputs;
import dev.cortado.processor.reference.RandomNetworks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A random network, compiled, and some samples for it.
 *
 * @param name the name of its interface
 * @param network the network as the reference knows it
 * @param source the source of the generated class
 * @param model the network
 * @param weights the network's parameters, by paths such as {@code hidden/kernel}
 * @param noise a key for the random draws of a training step
 * @param inputs for each input, one row a sample
 */
record Subject(
    String name,
    Network network,
    String source,
    CompiledModel model,
    Map<String, DMatrixRMaj> weights,
    long noise,
    List<DMatrixRMaj> inputs) {
  private static final int TOGETHER = 40;
  private static final int MOST_SAMPLES = 33;
  private static final int MOST_ATTEMPTS = 50;

  /** Of so many networks one, at most, has weights that bring all samples near a corner. */
  private static final int RARE = 100;

  Subject {
    weights = Map.copyOf(weights);
    inputs = List.copyOf(inputs);
  }

  /** As many random networks as asked, always the same, but for those that have no samples. */
  static List<Subject> random(int count) throws ReflectiveOperationException, IOException {
    List<Network> networks = RandomNetworks.draw(count);
    List<Subject> subjects = new ArrayList<>();
    for (int from = 0; from < count; from += TOGETHER) {
      Map<String, String> declarations = new LinkedHashMap<>();
      for (int i = from; i < Math.min(count, from + TOGETHER); i++) {
        String declaration = networks.get(i).declaration("Net" + i);
        declarations.put(
            "Net" + i,
            isExplained(i)
                ? declaration.replaceFirst("@Network ", "@Network(explain = true) ")
                : declaration);
      }
      Compilation compilation = Compiled.compile(declarations);
      assertEquals(
          Compilation.Status.SUCCESS,
          compilation.status(),
          () -> compilation.diagnostics() + "\n" + declarations.values());
      ClassLoader loader = Compiled.loader(compilation);
      for (String name : declarations.keySet()) {
        String source =
            compilation
                .generatedSourceFile("test." + name + "Network")
                .orElseThrow()
                .getCharContent(true)
                .toString();
        int seed = Integer.parseInt(name.substring("Net".length()));
        CompiledModel model = Compiled.create(loader, name, seed);
        of(name, networks.get(seed), source, model, new Random(seed)).ifPresent(subjects::add);
      }
    }
    assertTrue(
        subjects.size() >= count - count / RARE, () -> "samples for " + subjects.size() + " only");
    return subjects;
  }

  /** Every other one: what shares an array depends on it. */
  private static boolean isExplained(int number) {
    return number % 2 == 0;
  }

  /** Empty where no samples away from corners are found. */
  private static Optional<Subject> of(
      String name, Network network, String source, CompiledModel model, Random random) {
    Map<String, DMatrixRMaj> weights = new LinkedHashMap<>();
    for (ParameterSpec parameter : model.blueprint().parameters()) {
      Parameter known = network.parameters().get(parameter.path());
      for (int i = 0; known.isAverage() && i < parameter.shape().size(); i++) {
        // They begin as 0 and 1, which would show little
        model.parameters()[parameter.offset() + i] = (float) known.draw(random);
      }
      FMatrixRMaj matrix = model.layer(parameter.layer()).parameter(parameter.name());
      DMatrixRMaj copy = new DMatrixRMaj(matrix.numRows, matrix.numCols);
      Arrays.setAll(copy.data, i -> matrix.data[i]);
      weights.put(parameter.path(), copy);
    }
    int samples = 1 + random.nextInt(MOST_SAMPLES);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      long noise = random.nextLong();
      Optional<List<DMatrixRMaj>> inputs =
          RandomInputs.awayFromCorners(network, weights, samples, noise, random);
      if (inputs.isPresent()) {
        return Optional.of(new Subject(name, network, source, model, weights, noise, inputs.get()));
      }
      // Where a batch is normalized, fewer samples move each other less
      samples = 1 + samples / 2;
    }
    return Optional.empty();
  }

  /** Whether the network has the gradients of its inputs. */
  boolean explained() {
    return isExplained(Integer.parseInt(name.substring("Net".length())));
  }

  /** How many samples there are. */
  int samples() {
    return inputs.get(0).numRows;
  }

  /** What a prediction runs on. */
  Setting predicting() {
    return new Setting(inputs, weights, OptionalLong.empty());
  }

  /** What a step of training runs on. */
  Setting training() {
    return new Setting(inputs, weights, OptionalLong.of(noise));
  }

  /** For each input, one row a sample. */
  float[][][] rows() {
    return inputs.stream().map(Subject::floats).toArray(float[][][]::new);
  }

  /** A new workspace with the samples in it. */
  Workspace workspace(boolean training) {
    return workspace(samples(), training, rows());
  }

  /** A new workspace with rows in it, and room for some number of samples. */
  Workspace workspace(int capacity, boolean training, float[][][] rows) {
    Workspace workspace = filled(model.workspace(capacity, training), rows);
    workspace.noise(noise);
    return workspace;
  }

  /** A new workspace for gradients of the inputs, with the samples in it. */
  Workspace explanation() {
    return filled(model.explanationWorkspace(samples()), rows());
  }

  private Workspace filled(Workspace workspace, float[][][] rows) {
    for (int i = 0; i < rows.length; i++) {
      workspace.input(i, rows[i], 0, samples());
    }
    return workspace;
  }

  /** For each output, the coefficients of a random linear function of it: all are floats. */
  List<DMatrixRMaj> coefficients() {
    Random random = new Random(noise);
    return network.outputs().stream()
        .map(
            output -> {
              DMatrixRMaj matrix = new DMatrixRMaj(samples(), network.shape(output).size());
              Arrays.setAll(matrix.data, i -> (float) random.nextGaussian());
              return matrix;
            })
        .toList();
  }

  /** Writes gradients of losses with respect to the outputs into a workspace. */
  void lossGradients(Workspace workspace, List<DMatrixRMaj> gradients) {
    for (int o = 0; o < gradients.size(); o++) {
      float[][] rows = floats(gradients.get(o));
      for (int s = 0; s < rows.length; s++) {
        System.arraycopy(rows[s], 0, workspace.gradient(o)[s], 0, rows[s].length);
      }
    }
  }

  /** The gradient of all trainable parameters, from the losses' gradients in a workspace. */
  float[] gradient(Workspace workspace, boolean[] fromLogits) {
    float[] gradient = new float[model.trainableCount()];
    Arrays.fill(gradient, Float.NaN);
    model.backward(workspace, samples(), fromLogits, gradient);
    return gradient;
  }

  /** The rows of a matrix. */
  static float[][] floats(DMatrixRMaj matrix) {
    float[][] rows = new float[matrix.numRows][matrix.numCols];
    for (int row = 0; row < matrix.numRows; row++) {
      for (int column = 0; column < matrix.numCols; column++) {
        rows[row][column] = (float) matrix.get(row, column);
      }
    }
    return rows;
  }

  @Override
  public String toString() {
    return name;
  }
}
