package dev.cortado.train;

import dev.cortado.kernel.Dropout;
import dev.cortado.kernel.Functions;
import dev.cortado.kernel.Noise;
import dev.cortado.kernel.Penalty;
import dev.cortado.kernel.Softmax;
import dev.cortado.model.Blueprint;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Head;
import dev.cortado.model.Shape;
import dev.cortado.model.WeightInitializer;
import dev.cortado.model.Workspace;
import java.util.Arrays;

/**
 * A network as the compiler would write it, by hand: three inputs, four hidden units with tanh, an
 * L2 penalty on their kernel and dropout after them, a softmax over three classes, and as a second
 * output, where it is wanted, one linear unit.
 */
final class SmallModel extends CompiledModel {
  private static final int IN = 3;
  private static final int HIDDEN = 4;
  private static final int CLASSES = 3;
  private static final int HIDDEN_BIAS = IN * HIDDEN;
  private static final int KIND_KERNEL = HIDDEN_BIAS + HIDDEN;
  private static final int KIND_BIAS = KIND_KERNEL + HIDDEN * CLASSES;
  private static final int VALUE_KERNEL = KIND_BIAS + CLASSES;
  private static final int VALUE_BIAS = VALUE_KERNEL + HIDDEN;
  private static final float L2 = 0.01f;
  private static final float RATE = 0.3f;
  private static final int DROPPED = 2;
  private static final WeightInitializer INITIALIZER =
      (shape, random, values, offset) -> {
        for (int i = 0; i < shape.size(); i++) {
          values[offset + i] = (float) (random.nextDouble() - 0.5);
        }
      };
  private static final WeightInitializer ZEROS = (shape, random, values, offset) -> {};
  private static final Blueprint ONE = blueprint("SmallOne", false);
  private static final Blueprint TWO = blueprint("SmallTwo", true);

  private final boolean two;

  private SmallModel(Blueprint blueprint, float[] parameters, long seed) {
    super(blueprint, parameters, seed);
    two = blueprint.outputs().size() > 1;
  }

  private static Blueprint blueprint(String name, boolean two) {
    Blueprint.Builder builder =
        Blueprint.of(name, name + "-1")
            .layer("input", "Input", Shape.of(IN))
            .layer("hidden", "Dense", Shape.of(HIDDEN), "input")
            .parameter("kernel", Shape.of(IN, HIDDEN), 0, INITIALIZER)
            .parameter("bias", Shape.of(HIDDEN), HIDDEN_BIAS, ZEROS)
            .layer("dropped", "Dropout", Shape.of(HIDDEN), "hidden")
            .layer("kind", "Dense", Shape.of(CLASSES), "dropped")
            .parameter("kernel", Shape.of(HIDDEN, CLASSES), KIND_KERNEL, INITIALIZER)
            .parameter("bias", Shape.of(CLASSES), KIND_BIAS, ZEROS)
            .output("kind", Head.SOFTMAX);
    if (two) {
      builder
          .layer("value", "Dense", Shape.of(1), "dropped")
          .parameter("kernel", Shape.of(HIDDEN, 1), VALUE_KERNEL, INITIALIZER)
          .parameter("bias", Shape.of(1), VALUE_BIAS, ZEROS)
          .output("value", Head.NONE);
    }
    return builder.build();
  }

  /** With the output {@code kind} alone. */
  static SmallModel one(long seed) {
    return new SmallModel(ONE, ONE.initialize(seed), seed);
  }

  /** With the outputs {@code kind} and {@code value}. */
  static SmallModel two(long seed) {
    return new SmallModel(TWO, TWO.initialize(seed), seed);
  }

  @Override
  public SmallModel copy() {
    return new SmallModel(blueprint(), parameters.clone(), seed());
  }

  private static final class Buffers extends Workspace {
    private final float[][] hidden;
    private final float[][] dropped;
    private final float[][] logits;
    private final float[][] kind;
    private final float[][] value;
    private final float[][] kindGradient;
    private final float[][] valueGradient;
    private final float[] droppedGradient = new float[HIDDEN];

    private Buffers(int capacity) {
      super(capacity, 1);
      hidden = rows(capacity, HIDDEN);
      dropped = rows(capacity, HIDDEN);
      logits = rows(capacity, CLASSES);
      kind = rows(capacity, CLASSES);
      value = rows(capacity, 1);
      kindGradient = rows(capacity, CLASSES);
      valueGradient = rows(capacity, 1);
    }

    @Override
    public float[][] layer(int layer) {
      return switch (layer) {
        case 0 -> input(0);
        case 1 -> hidden;
        case DROPPED -> dropped;
        case 3 -> kind;
        default -> value;
      };
    }

    @Override
    public float[][] logits(int output) {
      return output == 0 ? logits : value;
    }

    @Override
    public float[][] gradient(int output) {
      return output == 0 ? kindGradient : valueGradient;
    }
  }

  @Override
  public Workspace workspace(int capacity, boolean training) {
    return new Buffers(capacity);
  }

  @Override
  public void predict(float[] input, float[] output) {
    Buffers b = (Buffers) sampleWorkspace();
    hidden(input, b.hidden[0]);
    outputs(b, b.hidden[0], 0);
    System.arraycopy(b.kind[0], 0, output, 0, CLASSES);
  }

  @Override
  public void forward(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    for (int s = 0; s < samples; s++) {
      hidden(b.input(0)[s], b.hidden[s]);
      System.arraycopy(b.hidden[s], 0, b.dropped[s], 0, HIDDEN);
      outputs(b, b.dropped[s], s);
    }
  }

  @Override
  public void forwardTraining(Workspace workspace, int samples) {
    Buffers b = (Buffers) workspace;
    for (int s = 0; s < samples; s++) {
      hidden(b.input(0)[s], b.hidden[s]);
      Dropout.apply(b.hidden[s], b.dropped[s], RATE, Noise.key(b.noise(), DROPPED, s));
      outputs(b, b.dropped[s], s);
    }
  }

  private void hidden(float[] input, float[] hidden) {
    for (int j = 0; j < HIDDEN; j++) {
      float sum = parameters[HIDDEN_BIAS + j];
      for (int i = 0; i < IN; i++) {
        sum += input[i] * parameters[i * HIDDEN + j];
      }
      hidden[j] = Functions.tanh(sum);
    }
  }

  private void outputs(Buffers b, float[] dropped, int s) {
    for (int c = 0; c < CLASSES; c++) {
      float sum = parameters[KIND_BIAS + c];
      for (int j = 0; j < HIDDEN; j++) {
        sum += dropped[j] * parameters[KIND_KERNEL + j * CLASSES + c];
      }
      b.logits[s][c] = sum;
    }
    Softmax.softmax(b.logits[s], b.kind[s], CLASSES);
    if (two) {
      float sum = parameters[VALUE_BIAS];
      for (int j = 0; j < HIDDEN; j++) {
        sum += dropped[j] * parameters[VALUE_KERNEL + j];
      }
      b.value[s][0] = sum;
    }
  }

  @Override
  public void backward(Workspace workspace, int samples, boolean[] fromLogits, float[] gradient) {
    Buffers b = (Buffers) workspace;
    for (int s = 0; s < samples && !fromLogits[0]; s++) {
      if (!Arrays.equals(b.kindGradient[s], new float[CLASSES])) {
        throw new AssertionError("tests train it on cross-entropy or not at all");
      }
    }
    Arrays.fill(gradient, 0);
    for (int s = 0; s < samples; s++) {
      float[] input = b.input(0)[s];
      float[] hidden = b.hidden[s];
      float[] dropped = b.dropped[s];
      float[] slope = b.droppedGradient;
      for (int j = 0; j < HIDDEN; j++) {
        slope[j] = 0;
        for (int c = 0; c < CLASSES; c++) {
          gradient[KIND_KERNEL + j * CLASSES + c] += dropped[j] * b.kindGradient[s][c];
          slope[j] += parameters[KIND_KERNEL + j * CLASSES + c] * b.kindGradient[s][c];
        }
        if (two) {
          gradient[VALUE_KERNEL + j] += dropped[j] * b.valueGradient[s][0];
          slope[j] += parameters[VALUE_KERNEL + j] * b.valueGradient[s][0];
        }
      }
      for (int c = 0; c < CLASSES; c++) {
        gradient[KIND_BIAS + c] += b.kindGradient[s][c];
      }
      if (two) {
        gradient[VALUE_BIAS] += b.valueGradient[s][0];
      }
      Dropout.apply(slope, slope, RATE, Noise.key(b.noise(), DROPPED, s));
      for (int j = 0; j < HIDDEN; j++) {
        float outer = slope[j] * (1 - hidden[j] * hidden[j]);
        gradient[HIDDEN_BIAS + j] += outer;
        for (int i = 0; i < IN; i++) {
          gradient[i * HIDDEN + j] += outer * input[i];
        }
      }
    }
  }

  @Override
  public double penalty() {
    return Penalty.of(parameters, 0, IN * HIDDEN, 0, L2);
  }

  @Override
  public void addPenaltyGradient(float[] gradient) {
    Penalty.addGradient(parameters, gradient, 0, IN * HIDDEN, 0, L2);
  }
}
