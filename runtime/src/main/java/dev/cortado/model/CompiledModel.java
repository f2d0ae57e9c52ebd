package dev.cortado.model;

import dev.cortado.kernel.Team;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What every generated network is built on. The public methods that {@link Model} does not have are
 * for the generated class and for training; programs that use a network need none of them.
 */
@SuppressWarnings(
    "this-escape") // layers and workspaces are handed the network, but use it only when asked
public abstract class CompiledModel implements Model {
  /** How many samples the batch predictions of a thread work on at a time. */
  private static final int PREDICTION_BATCH = 128;

  /** All parameters: trainable ones first, at the offsets that the blueprint says. */
  protected final float[] parameters;

  private final Blueprint blueprint;
  private final long seed;
  private final List<Layer> layers;
  private final ThreadLocal<Workspace> sampleWorkspace =
      ThreadLocal.withInitial(() -> workspace(1, false));
  private final ThreadLocal<Workspace> batchWorkspace =
      ThreadLocal.withInitial(() -> workspace(PREDICTION_BATCH, false));

  /**
   * @param blueprint what is known at compile time
   * @param parameters the flat array of parameters, taken over without a copy
   * @param seed the seed from which the parameters were drawn; what training draws derives from it
   *     too
   */
  protected CompiledModel(Blueprint blueprint, float[] parameters, long seed) {
    this.blueprint = blueprint;
    this.parameters = parameters;
    this.seed = seed;
    this.layers = Layer.all(this);
  }

  /** What is known of the network at compile time. */
  public final Blueprint blueprint() {
    return blueprint;
  }

  /** The flat array of all parameters itself, not a copy. */
  public final float[] parameters() {
    return parameters;
  }

  /** The seed from which the parameters were drawn. */
  public final long seed() {
    return seed;
  }

  /**
   * New arrays for running the network.
   *
   * @param capacity how many samples fit
   * @param training whether gradients are to be computed
   */
  public abstract Workspace workspace(int capacity, boolean training);

  /** Computes every layer from the workspace's inputs, as for a prediction. */
  public abstract void forward(Workspace workspace, int samples);

  /**
   * Computes the outputs, and what losses read, from the workspace's inputs: with the bits of
   * {@link #forward}, but without layers whose values the next ones can do without.
   */
  public void forwardOutputs(Workspace workspace, int samples) {
    forward(workspace, samples);
  }

  /**
   * Computes every layer from the workspace's inputs, as training does: with dropout, for example.
   */
  public void forwardTraining(Workspace workspace, int samples) {
    forward(workspace, samples);
  }

  /**
   * Computes the gradient of all trainable parameters, summed over the samples, after {@link
   * #forwardTraining} and after a loss has written its gradients.
   *
   * @param workspace holds the layers' values and the losses' gradients; the latter are overwritten
   * @param samples how many samples
   * @param fromLogits for each output, whether its loss was computed from the logits
   * @param gradient receives the gradient, as long as the trainable parameters. Overwritten.
   */
  public abstract void backward(
      Workspace workspace, int samples, boolean[] fromLogits, float[] gradient);

  /**
   * New arrays for {@link #forward} and {@link #inputGradient}.
   *
   * @param capacity how many samples fit
   * @throws IllegalStateException where the network does not have the derivative
   */
  public Workspace explanationWorkspace(int capacity) {
    throw new IllegalStateException(
        "network %s has no gradients of its inputs; declare it @Network(explain = true)"
            .formatted(name()));
  }

  /**
   * Computes the gradients of a function of the outputs with respect to the inputs, after {@link
   * #forward} and after the function's gradients with respect to the outputs were written: of
   * predictions, without dropout and with moving averages.
   *
   * @param workspace an {@link #explanationWorkspace}; the gradients with respect to the outputs
   *     are overwritten, those of the inputs are {@link Workspace#inputGradient}
   * @param samples how many samples
   * @param fromLogits for each output, whether its gradient is with respect to the logits
   * @throws IllegalStateException where the network does not have the derivative
   */
  public void inputGradient(Workspace workspace, int samples, boolean[] fromLogits) {
    explanationWorkspace(1);
  }

  /**
   * Takes over what {@link #forwardTraining} saw of its batch into parameters that no gradient
   * changes: the moving averages of batch normalization. Called after each step.
   *
   * @param workspace holds what the pass computed
   */
  public void updateAverages(Workspace workspace) {}

  /**
   * Applies the constraints on trainable parameters; called after each step of the optimizer.
   *
   * @param values the flat parameters. Modified.
   */
  public void constrain(float[] values) {}

  /** The penalty that regularizers add to the loss. */
  public double penalty() {
    return 0;
  }

  /** Adds the gradient of {@link #penalty} to a gradient. */
  public void addPenaltyGradient(float[] gradient) {}

  @Override
  public abstract CompiledModel copy();

  @Override
  public final String name() {
    return blueprint.name();
  }

  @Override
  public final List<Layer> layers() {
    return layers;
  }

  @Override
  public final Layer layer(String layerName) {
    int index = blueprint.indexOf(layerName);
    if (index < 0) {
      throw new IllegalArgumentException(
          "network %s has no layer '%s'; it has %s"
              .formatted(name(), layerName, layers.stream().map(Layer::name).toList()));
    }
    return layers.get(index);
  }

  @Override
  public final List<Layer> inputs() {
    return blueprint.inputs().stream().map(this::layer).toList();
  }

  @Override
  public final List<Layer> outputs() {
    return blueprint.outputs().keySet().stream().map(this::layer).toList();
  }

  @Override
  public final int parameterCount() {
    return parameters.length;
  }

  @Override
  public final int trainableCount() {
    return blueprint.trainableCount();
  }

  @Override
  public final float[] predict(float[] input) {
    float[] output = new float[theOutput().shape().size()];
    predict(input, output);
    return output;
  }

  @Override
  public void predict(float[] input, float[] output) {
    throw severalInputsOrOutputs();
  }

  @Override
  public final float[][] predict(float[][] rows) {
    float[][] outputs = new float[rows.length][theOutput().shape().size()];
    predict(rows, outputs);
    return outputs;
  }

  /** {@link #predict(float[][])}, with large products split over a team. The bits are the same. */
  public final float[][] predict(float[][] rows, Team team) {
    Workspace workspace = batchWorkspace.get();
    workspace.team(team);
    try {
      return predict(rows);
    } finally {
      workspace.team(null);
    }
  }

  @Override
  public final void predict(float[][] rows, float[][] outputs) {
    theOutput();
    Predictions.requireRows(layers.get(blueprint.indexOf(blueprint.inputs().get(0))), rows);
    Predictions.requireRows(theOutput(), outputs);
    if (rows.length != outputs.length) {
      throw new IllegalArgumentException(
          "%d samples, but %d rows for their predictions".formatted(rows.length, outputs.length));
    }
    Predictions.intoRows(this, batchWorkspace.get(), rows, outputs);
  }

  @Override
  public final float[][][] predictAll(float[][]... rows) {
    return Predictions.all(this, batchWorkspace.get(), rows);
  }

  @Override
  public PredictionStream stream() {
    throw new IllegalStateException(
        "network %s does not read sequences step by step; declare it @Network(stream = true)"
            .formatted(name()));
  }

  @Override
  public final String summary() {
    return Summary.of(blueprint);
  }

  @Override
  public final void save(Path file) throws IOException {
    WeightsFile.write(this, file);
  }

  @Override
  public final void restore(Path file) throws IOException {
    WeightsFile.read(this, file);
  }

  @Override
  public final void restore(InputStream stream) throws IOException {
    WeightsFile.read(this, stream);
  }

  /** The calling thread's arrays for predicting one sample. */
  protected final Workspace sampleWorkspace() {
    return sampleWorkspace.get();
  }

  /** Refuses an array of the wrong length. */
  protected static void requireSize(String layer, int size, float[] values) {
    if (values.length != size) {
      throw new IllegalArgumentException(
          "layer '%s' holds %d values a sample, but the array has %d"
              .formatted(layer, size, values.length));
    }
  }

  private Layer theOutput() {
    if (blueprint.inputs().size() != 1 || blueprint.outputs().size() != 1) {
      throw severalInputsOrOutputs();
    }
    return layer(blueprint.outputs().keySet().iterator().next());
  }

  private IllegalArgumentException severalInputsOrOutputs() {
    return new IllegalArgumentException(
        "network %s has inputs %s and outputs %s; use predictAll, which takes one array of rows for each input"
            .formatted(name(), blueprint.inputs(), blueprint.outputs().keySet()));
  }
}
