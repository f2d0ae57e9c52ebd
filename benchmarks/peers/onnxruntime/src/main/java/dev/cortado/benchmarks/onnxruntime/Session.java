package dev.cortado.benchmarks.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.benchmarks.network.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** A model on one thread with its input and output in native memory, without a copy. */
final class Session implements AutoCloseable {
  private final FloatBuffer input;
  private final FloatBuffer output;
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  Session(Sequential network, Weights weights, int samples) throws OrtException {
    OnnxModel model = new OnnxModel(network, weights, samples);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model.bytes(), options);
    }
    input = direct(samples * network.inputs());
    output = direct(samples * network.outputs());
    inputs = Map.of(OnnxModel.INPUT, tensor(environment, input, model.inputShape()));
    outputs = Map.of(model.output(), tensor(environment, output, samples, network.outputs()));
  }

  FloatBuffer input() {
    return input;
  }

  FloatBuffer output() {
    return output;
  }

  void run() {
    try {
      session.run(inputs, outputs).close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FloatBuffer direct(int size) {
    return ByteBuffer.allocateDirect(4 * size).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer values, long... shape)
      throws OrtException {
    return OnnxTensor.createTensor(environment, values, shape);
  }
}
