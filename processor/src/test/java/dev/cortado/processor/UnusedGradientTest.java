package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortado.model.CompiledModel;
import dev.cortado.model.ParameterSpec;
import dev.cortado.model.Workspace;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Gradients of the inputs of networks that are used where nobody needs them. */
class UnusedGradientTest {
  /** What an input's gradient is computed in may also be what parameters' gradients are of. */
  @Test
  void areStillThereForTheGradientsOfParameters() throws Exception {
    CompiledModel model =
        Compiled.create(
            Compiled.layers(
                """
                @Network interface Block extends Model {
                  @Input({3, 4}) Layer in();
                  @PositionEmbedding Layer placed();
                  @Dense(units = 4) Layer out();
                }
                @Input({3, 4}) Layer in();
                @Use(Block.class) Layer out();
                """),
            1);
    Workspace workspace = model.workspace(2, true);
    workspace.input(0, new float[2][12], 0, 2);
    model.forwardTraining(workspace, 2);
    Arrays.fill(workspace.gradient(0)[0], 1);
    float[] gradient = new float[model.trainableCount()];
    model.backward(workspace, 2, new boolean[] {false}, gradient);
    FMatrixRMaj kernel = model.layer("out/out").parameter("kernel");
    ParameterSpec position = model.blueprint().parameters().get(0);
    for (int i = 0; i < position.shape().size(); i++) {
      float sum = 0;
      for (int column = 0; column < 4; column++) {
        sum += kernel.get(i % 4, column);
      }
      assertEquals(sum, gradient[position.offset() + i], 1e-6);
    }
  }
}
