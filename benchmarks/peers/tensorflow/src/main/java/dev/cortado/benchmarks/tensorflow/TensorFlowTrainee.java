package dev.cortado.benchmarks.tensorflow;

import dev.cortado.benchmarks.network.Data;
import dev.cortado.benchmarks.network.Extent;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import dev.cortado.benchmarks.peer.Trainee;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Steps of TensorFlow's own Adam, each one run of a graph that also returns the loss. */
final class TensorFlowTrainee implements Trainee {
  private final SequentialGraph graph;
  private final List<TFloat32> tensors = new ArrayList<>();
  private final Session.Runner[] steps;
  private int next;

  TensorFlowTrainee(Sequential network, Weights weights, List<Data> batches) {
    graph = new SequentialGraph(network, weights, false);
    Ops tf = graph.tf();
    Placeholder<TFloat32> targets =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, network.outputs())));
    Operand<TFloat32> loss =
        network.isClassifier()
            ? tf.math.mean(
                tf.nn.softmaxCrossEntropyWithLogits(graph.logits(), targets).loss(), tf.constant(0))
            : tf.math.mean(
                tf.math.squaredDifference(graph.output(), targets), tf.constant(new int[] {0, 1}));
    List<Op> updates = updates(tf, tf.gradients(loss, graph.parameters()));
    graph.session().initialize();
    steps = new Session.Runner[batches.size()];
    for (int b = 0; b < steps.length; b++) {
      steps[b] =
          graph
              .session()
              .runner()
              .feed(
                  graph.input(),
                  keep(TensorFlowLibrary.tensor(batches.get(b).inputs(), network.input())))
              .feed(
                  targets,
                  keep(
                      TensorFlowLibrary.tensor(
                          batches.get(b).targets(), Extent.of(network.outputs()))))
              .fetch(loss);
      for (Op update : updates) {
        steps[b].addTarget(update);
      }
    }
  }

  @Override
  public float step() {
    try (Result result = steps[next++ % steps.length].run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  @Override
  public void close() {
    tensors.forEach(TFloat32::close);
    graph.close();
  }

  /** Adam for all parameters, once all gradients are known: they depend on the parameters. */
  private List<Op> updates(Ops tf, Gradients gradients) {
    List<Op> known = new ArrayList<>();
    for (int p = 0; p < graph.parameters().size(); p++) {
      known.add(gradients.dy(p));
    }
    Operand<TFloat32> beta1 = tf.constant(0.9f);
    Operand<TFloat32> beta2 = tf.constant(0.999f);
    Variable<TFloat32> power1 = tf.variable(beta1);
    Variable<TFloat32> power2 = tf.variable(beta2);
    Operand<TFloat32> rate = tf.constant(0.001f);
    Operand<TFloat32> epsilon = tf.constant(1e-7f);
    Ops then = tf.withControlDependencies(known);
    List<Op> updates = new ArrayList<>();
    for (int p = 0; p < graph.parameters().size(); p++) {
      Operand<TFloat32> parameter = graph.parameters().get(p);
      Variable<TFloat32> first = zeros(tf, parameter.shape());
      Variable<TFloat32> second = zeros(tf, parameter.shape());
      updates.add(
          then.train.applyAdam(
              parameter,
              first,
              second,
              power1,
              power2,
              rate,
              beta1,
              beta2,
              epsilon,
              gradients.dy(p)));
    }
    Ops last = tf.withControlDependencies(List.copyOf(updates));
    updates.add(last.assign(power1, last.math.mul(power1, beta1)));
    updates.add(last.assign(power2, last.math.mul(power2, beta2)));
    return updates;
  }

  private static Variable<TFloat32> zeros(Ops tf, Shape shape) {
    return tf.variable(tf.zeros(tf.constant(shape.asArray()), TFloat32.class));
  }

  private TFloat32 keep(TFloat32 tensor) {
    tensors.add(tensor);
    return tensor;
  }
}
