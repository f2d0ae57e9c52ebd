package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.cortado.model.CompiledModel;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The option with which the crossover benchmark forces a form. */
class FormOptionTest {
  private static final int SAMPLES = 5;

  @Test
  void eachFormIsForcedAndGivesTheSameBits() throws Exception {
    float[][] chosen = outputs(compile());
    for (String form : List.of("straight-line", "registers", "kernel")) {
      Compilation compilation = compile("-Acortado.form=" + form);
      assertEquals(List.of(), compilation.diagnostics());
      String source =
          compilation
              .generatedSourceFile("test.NetNetwork")
              .orElseThrow()
              .getCharContent(true)
              .toString();
      assertEquals(!form.equals("straight-line"), source.contains("OUT_AFFINE.forward("), form);
      assertEquals(form.equals("registers"), source.contains("sum19 = fma(x, "), form);
      assertArrayEquals(chosen, outputs(compilation), form);
    }
  }

  @Test
  void aFormThatThereIsNotIsReported() {
    Compilation compilation = compile("-Acortado.form=loops");
    assertEquals(1, compilation.errors().size());
    assertTrue(
        compilation
            .errors()
            .get(0)
            .getMessage(null)
            .contains(
                "-Acortado.form is 'loops', but a form is one of [straight-line, registers, kernel]"));
  }

  private static Compilation compile(String... options) {
    return Compiler.javac()
        .withProcessors(new NetworkProcessor())
        .withOptions(Stream.concat(Stream.of("-Xlint:all", "-Werror"), Stream.of(options)).toList())
        .compile(
            Compiled.source(
                Compiled.OPENING
                    + "@Input(3) Layer in();\n@Dense(units = 20) Layer out();\n"
                    + Compiled.CLOSING));
  }

  /** The predictions of some samples, one by one and in a batch. */
  private static float[][] outputs(Compilation compilation) throws Exception {
    Random random = new Random(1);
    float[][] inputs = new float[SAMPLES][3];
    for (float[] input : inputs) {
      for (int i = 0; i < input.length; i++) {
        input[i] = (float) random.nextGaussian();
      }
    }
    CompiledModel model = Compiled.create(compilation, 1);
    float[][] outputs = new float[2 * SAMPLES][20];
    float[][] batch = new float[SAMPLES][20];
    model.predict(inputs, batch);
    for (int s = 0; s < SAMPLES; s++) {
      model.predict(inputs[s], outputs[s]);
      outputs[SAMPLES + s] = batch[s];
    }
    return outputs;
  }
}
