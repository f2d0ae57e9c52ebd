package dev.cortado.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Features and scalings in JSON, which somebody else may have written. */
class JsonFilesMutationsTest {
  private static final List<String> TOKENS =
      List.of(
          "\"column\"",
          "\"type\"",
          "\"number\"",
          "\"one-hot\"",
          "\"index\"",
          "\"date\"",
          "\"first\"",
          "\"month\"",
          "2024-02-29",
          "\"fill\"",
          "\"names\"",
          "\"fillName\"",
          "\"offsetAndScale\"",
          "\"offsets\"",
          "\"scales\"",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "\"",
          "[[[[[[",
          "0.0",
          "-",
          "1e99",
          "\\u0000",
          "\\",
          "null",
          " ");

  @Test
  void readsFeaturesOrSaysWhatIsWrong() throws IOException {
    byte[] file =
        ("{\"format\":\"cortado features 1\",\"input\":["
                + "{\"column\":\"a\",\"type\":\"number\",\"offsetAndScale\":[0.5,2],\"fill\":[3]},"
                + "{\"column\":\"d\",\"type\":\"date\",\"offsetAndScale\":[0,1],\"names\":[\"month\",\"hour\"],\"first\":\"2024-02-29\"},"
                + "{\"column\":\"k\",\"type\":\"one-hot\",\"names\":[\"x\",\"y\"],\"fillName\":[]}],"
                + "\"targets\":[[{\"column\":\"s\",\"type\":\"index\",\"names\":[\"u\",\"v\"]}]]}")
            .getBytes(UTF_8);
    double refused =
        new Mutations("", List.of(file), TOKENS, 1 << 17, 64)
            .refused(
                bytes -> FeaturesFile.read(new String(bytes, ISO_8859_1), "features.json"),
                (bytes, features) -> assertEquals(features.size(), features.names().size()));
    assertTrue(refused > 0.5 && refused < 0.95, "refused " + refused);
  }

  @Test
  void readsScalingsOrSaysWhatIsWrong() throws IOException {
    byte[] file =
        "{\"format\":\"cortado scaling 1\",\"offsets\":[0.5,-1.5E-3],\"scales\":[1,2.25]}"
            .getBytes(UTF_8);
    double refused =
        new Mutations("", List.of(file), TOKENS, 1 << 17, 64)
            .refused(
                bytes -> ScalingFile.read(new String(bytes, ISO_8859_1), "scaling.json"),
                (bytes, scaling) -> {
                  assertEquals(scaling.offsets().length, scaling.scales().length);
                  for (float scale : scaling.scales()) {
                    assertTrue(scale != 0 && Float.isFinite(scale));
                  }
                });
    assertTrue(refused > 0.5 && refused < 0.95, "refused " + refused);
  }

  @Test
  void readsVocabulariesOrSaysWhatIsWrong() throws IOException {
    byte[] file =
        "{\"format\":\"cortado vocabulary 1\",\"names\":[\"cat\",\"dog\"]}".getBytes(UTF_8);
    double refused =
        new Mutations("", List.of(file), TOKENS, 1 << 17, 64)
            .refused(
                bytes -> VocabularyFile.read(new String(bytes, ISO_8859_1), "classes.json"),
                (bytes, vocabulary) -> assertTrue(vocabulary.size() > 0));
    assertTrue(refused > 0.5 && refused < 0.95, "refused " + refused);
  }
}
