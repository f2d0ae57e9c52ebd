package dev.cortado.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.io.Safetensors;
import dev.cortado.io.Safetensors.Content;
import dev.cortado.io.Safetensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
  private static final float[] VALUES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("tiny.safetensors");
  }

  @Test
  void restoresWhatWasSaved() throws IOException {
    TinyModel saved = new TinyModel("f1", VALUES.clone());
    saved.save(file);
    TinyModel restored = new TinyModel("f1", new float[10]);
    restored.restore(file);
    assertArrayEquals(VALUES, restored.parameters());
    float[][] samples = {{0.5f, -2}, {3, 1}};
    assertArrayEquals(saved.predict(samples), restored.predict(samples));
  }

  @Test
  void restoresFromAStream() throws IOException {
    new TinyModel("f1", VALUES.clone()).save(file);
    TinyModel restored = new TinyModel("f1", new float[10]);
    restored.restore(Files.newInputStream(file));
    assertArrayEquals(VALUES, restored.parameters());
    assertEquals(
        "there is no stream of weights; is the resource where it should be?",
        assertThrows(NullPointerException.class, () -> restored.restore((InputStream) null))
            .getMessage());
    Map<String, Tensor> tensors = fitting();
    tensors.remove("sum/scale");
    Safetensors.write(file, tensors, Map.of());
    InputStream stream = Files.newInputStream(file);
    String message = assertThrows(IOException.class, () -> restored.restore(stream)).getMessage();
    assertTrue(message.startsWith("the stream of weights has no tensor 'sum/scale'"), message);
    assertArrayEquals(VALUES, restored.parameters());
  }

  @Test
  void namesTensorsByLayerAndParameter() throws IOException {
    new TinyModel("f1", VALUES.clone()).save(file);
    Content content = Safetensors.read(file);
    assertEquals(
        List.of("sum/kernel", "sum/bias", "sum/scale"), List.copyOf(content.tensors().keySet()));
    assertEquals(List.of(2, 3), content.tensors().get("sum/kernel").shape());
    assertArrayEquals(new float[] {7, 8, 9}, content.tensors().get("sum/bias").values());
    assertEquals(
        Map.of("format", "cortado", "network", "Tiny", "fingerprint", "f1"), content.metadata());
  }

  @Test
  void savingTwiceGivesTheSameBytes() throws IOException {
    TinyModel model = new TinyModel("f1", VALUES.clone());
    model.save(file);
    byte[] first = Files.readAllBytes(file);
    model.save(file);
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void acceptsFilesFromElsewhereInAnyOrder() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("sum/scale", new Tensor(List.of(1), new float[] {10}));
    tensors.put("sum/bias", new Tensor(List.of(3), new float[] {7, 8, 9}));
    tensors.put("sum/kernel", new Tensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
    Safetensors.write(file, tensors, Map.of());
    assertArrayEquals(VALUES, restored("f1").parameters());
    Safetensors.write(file, tensors, Map.of("fingerprint", "another"));
    assertArrayEquals(VALUES, restored("f1").parameters());
  }

  private TinyModel restored(String fingerprint) throws IOException {
    TinyModel model = new TinyModel(fingerprint, new float[10]);
    model.restore(file);
    return model;
  }

  @Test
  void aWrongShapeNamesTheLayerAndBothShapes() throws IOException {
    Map<String, Tensor> tensors = fitting();
    tensors.put("sum/kernel", new Tensor(List.of(3, 2), new float[6]));
    assertRefused(
        tensors, "layer 'sum'", "kernel of shape (2, 3)", "'sum/kernel'", "has shape (3, 2)");
    tensors.put("sum/kernel", new Tensor(List.of(), new float[1]));
    assertRefused(tensors, "layer 'sum'", "(2, 3)", "has shape ()");
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    Map<String, Tensor> tensors = fitting();
    tensors.remove("sum/scale");
    assertRefused(
        tensors, "no tensor 'sum/scale'", "layer 'sum'", "[sum/kernel, sum/bias]", "Tiny");
  }

  @Test
  void anUnexpectedTensorIsNamed() throws IOException {
    Map<String, Tensor> tensors = fitting();
    tensors.put("other/kernel", new Tensor(List.of(1), new float[1]));
    assertRefused(tensors, "[other/kernel]", "[sum/kernel, sum/bias, sum/scale]");
  }

  @Test
  void aDamagedFileChangesNothing() throws IOException {
    Files.writeString(file, "this is no safetensors file");
    assertUnchanged();
  }

  private static Map<String, Tensor> fitting() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("sum/kernel", new Tensor(List.of(2, 3), new float[6]));
    tensors.put("sum/bias", new Tensor(List.of(3), new float[3]));
    tensors.put("sum/scale", new Tensor(List.of(1), new float[1]));
    return tensors;
  }

  private void assertRefused(Map<String, Tensor> tensors, String... parts) throws IOException {
    Safetensors.write(file, tensors, Map.of());
    String message = assertUnchanged();
    assertTrue(message.contains(file.toString()), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private String assertUnchanged() {
    TinyModel model = new TinyModel("f1", VALUES.clone());
    IOException failure = assertThrows(IOException.class, () -> model.restore(file));
    assertArrayEquals(VALUES, model.parameters());
    return failure.getMessage();
  }
}
