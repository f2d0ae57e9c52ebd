package dev.cortado.train;

import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;

/** Looks for where values stopped being finite, after the fact. */
final class Divergence {
  private Divergence() {}

  /**
   * Why a loss is not finite.
   *
   * @param workspace holds the layers of the batch
   * @param gradient the gradient of the step before
   * @return the first of the parameters, then of the layers, that is not finite
   */
  static String cause(CompiledModel model, Workspace workspace, int samples, float[] gradient) {
    String spoilt = parameters(model, gradient);
    if (spoilt != null) {
      return spoilt;
    }
    for (int l = 0; l < model.layers().size(); l++) {
      Layer layer = model.layers().get(l);
      float[][] rows = workspace.layer(l);
      for (int s = 0; s < samples; s++) {
        int at = firstNotFinite(rows[s], 0, layer.shape().size());
        if (at >= 0) {
          return "the first layer that is not finite is '%s', whose value %d is %s for sample %d of the batch"
              .formatted(layer.name(), at, rows[s][at], s);
        }
      }
    }
    return "all layers and parameters are finite, so it is a loss or a penalty itself that is not";
  }

  /**
   * Which parameter is not finite.
   *
   * @param gradient the gradient of the last step
   * @return what to say of the first one, or null where all are finite
   */
  static String parameters(CompiledModel model, float[] gradient) {
    for (ParameterSpec parameter : model.blueprint().parameters()) {
      int from = parameter.offset();
      int to = from + parameter.shape().size();
      int at = firstNotFinite(model.parameters(), from, to);
      if (at >= 0) {
        String what =
            "value %d of the parameter %s is %s"
                .formatted(at - from, parameter.path(), model.parameters()[at]);
        int slope = parameter.trainable() ? firstNotFinite(gradient, from, to) : -1;
        return slope < 0
            ? what
            : "%s, and value %d of its gradient was %s in the last step"
                .formatted(what, slope - from, gradient[slope]);
      }
    }
    return null;
  }

  private static int firstNotFinite(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }
}
