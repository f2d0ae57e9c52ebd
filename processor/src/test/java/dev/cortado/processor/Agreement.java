package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.loss.Loss;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import dev.cortado.processor.reference.Band;
import dev.cortado.processor.reference.Execution;
import dev.cortado.processor.reference.Expected;
import dev.cortado.processor.reference.Layer;
import dev.cortado.processor.reference.Network;
import dev.cortado.processor.reference.PlainLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/** Compares a compiled network with its reference. */
final class Agreement {
  private final Subject subject;
  private final CompiledModel model;
  private final Network network;
  private final Workspace workspace;
  private final Expected training;

  Agreement(Subject subject) {
    this.subject = subject;
    model = subject.model();
    network = subject.network();
    workspace = subject.workspace(true);
    training = new Expected(network, subject.training());
  }

  /** Every layer, as for a prediction. */
  void whilePredicting() {
    Workspace predicting = subject.workspace(false);
    model.forward(predicting, subject.samples());
    layers(predicting, new Expected(network, subject.predicting()), "predicting");
  }

  /** Every layer, as training computes it. */
  void whileTraining() {
    model.forwardTraining(workspace, subject.samples());
    layers(workspace, training, "training");
  }

  private void layers(Workspace found, Expected expected, String pass) {
    for (Layer layer : network.layers()) {
      assertWithin(
          expected.value(layer),
          found.layer(model.blueprint().indexOf(layer.name())),
          layer.name() + " while " + pass);
    }
  }

  /** The gradient of a random linear function of the outputs. */
  void ofTheGradient() {
    List<DMatrixRMaj> coefficients = subject.coefficients();
    subject.lossGradients(workspace, coefficients);
    float[] gradient = subject.gradient(workspace, new boolean[coefficients.size()]);
    gradients(training.gradients(run -> coefficients), gradient);
  }

  /** The gradients of the inputs, of a random linear function of the outputs of a prediction. */
  void ofTheInputs() {
    Workspace explanation = subject.explanation();
    List<DMatrixRMaj> coefficients = subject.coefficients();
    model.forward(explanation, subject.samples());
    subject.lossGradients(explanation, coefficients);
    model.inputGradient(explanation, subject.samples(), new boolean[coefficients.size()]);
    Map<String, Band> expected =
        new Expected(network, subject.predicting()).gradients(run -> coefficients);
    for (int i = 0; i < network.inputs().size(); i++) {
      String name = network.inputs().get(i).name();
      float[] found = joined(explanation.inputGradient(i));
      assertWithin(expected.get(name), new float[][] {found}, "the gradient of " + name);
    }
  }

  private static float[] joined(float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, all, row * rows[0].length, rows[0].length);
    }
    return all;
  }

  /** The losses that suit the outputs, and their gradient. */
  void ofLosses() {
    Random random = new Random(6);
    model.forwardTraining(workspace, subject.samples());
    List<DMatrixRMaj> targets = new ArrayList<>();
    boolean[] fromLogits = new boolean[network.outputs().size()];
    for (int o = 0; o < fromLogits.length; o++) {
      Layer output = network.outputs().get(o);
      PlainLoss plain = PlainLoss.of(output);
      targets.add(plain.targets(subject.samples(), network.shape(output), random));
      fromLogits[o] = loss(o, output, plain, targets.get(o));
    }
    float[] gradient = subject.gradient(workspace, fromLogits);
    gradients(training.gradients(run -> lossGradients(run, targets)), gradient);
  }

  /** Checks the loss of an output and writes its gradient; says whether it began at the logits. */
  private boolean loss(int position, Layer output, PlainLoss plain, DMatrixRMaj targets) {
    Loss.OutputLoss loss =
        switch (plain) {
          case MEAN_SQUARED_ERROR -> Loss.MEAN_SQUARED_ERROR.on(model.layer(output.name()));
          case BINARY_CROSSENTROPY -> Loss.BINARY_CROSSENTROPY.on(model.layer(output.name()));
          case CATEGORICAL_CROSSENTROPY ->
              Loss.CATEGORICAL_CROSSENTROPY.on(model.layer(output.name()));
        };
    boolean isHead = plain != PlainLoss.MEAN_SQUARED_ERROR && !network.isRead(output);
    assertEquals(isHead, loss.fromLogits(), () -> what("the head of " + output.name()));
    float[][] predictions =
        isHead
            ? workspace.logits(position)
            : workspace.layer(model.blueprint().indexOf(output.name()));
    float[][] rows = Subject.floats(targets);
    double sum = 0;
    for (int s = 0; s < rows.length; s++) {
      sum += loss.sample(predictions[s], rows[s], 1, workspace.gradient(position)[s]);
    }
    Band band = training.number(run -> plain.of(run.read(output), targets, network.shape(output)));
    assertEquals(
        band.exact().get(0),
        sum,
        band.tolerance().get(0),
        () -> what("the loss of " + output.name()));
    return isHead;
  }

  private List<DMatrixRMaj> lossGradients(Execution run, List<DMatrixRMaj> targets) {
    List<DMatrixRMaj> gradients = new ArrayList<>();
    for (Layer output : network.outputs()) {
      DMatrixRMaj target = targets.get(gradients.size());
      gradients.add(PlainLoss.of(output).gradient(run.read(output), target, network.shape(output)));
    }
    return gradients;
  }

  /** What regularizers add to the loss and to its gradient. */
  void ofPenalties() {
    double penalty = network.penalty(subject.weights());
    assertEquals(penalty, model.penalty(), 1e-6 * penalty, () -> what("the penalty"));
    float[] gradient = new float[model.trainableCount()];
    model.addPenaltyGradient(gradient);
    for (ParameterSpec parameter : trainable()) {
      DMatrixRMaj weights = subject.weights().get(parameter.path());
      DMatrixRMaj expected = network.penaltyGradient(parameter.path(), weights);
      for (int i = 0; i < expected.data.length; i++) {
        assertEquals(
            expected.data[i],
            gradient[parameter.offset() + i],
            1e-6 * Math.abs(expected.data[i]),
            () -> what("the penalty's gradient of " + parameter.path()));
      }
    }
  }

  private void gradients(Map<String, Band> expected, float[] gradient) {
    for (ParameterSpec parameter : trainable()) {
      int from = parameter.offset();
      float[] part = Arrays.copyOfRange(gradient, from, from + parameter.shape().size());
      assertWithin(
          expected.get(parameter.path()),
          new float[][] {part},
          "the gradient of " + parameter.path());
    }
  }

  private List<ParameterSpec> trainable() {
    return model.blueprint().parameters().stream().filter(ParameterSpec::trainable).toList();
  }

  private void assertWithin(Band band, float[][] found, String part) {
    assertEquals("", band.faults(found), () -> what(part));
  }

  private String what(String part) {
    return "%s, %d samples of %s"
        .formatted(part, subject.samples(), network.declaration(subject.name()));
  }
}
