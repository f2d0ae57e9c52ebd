package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HotSpot never compiles a method of more than 8,000 bytecodes. */
class MethodSizeTest {
  private static final int LIMIT = 8000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Input(784) Layer in(); @Dense(units = 10) Layer a(); @Dense(units = 128) Layer b(); @Dense(units = 10) Layer c();",
        "@Input(8) Layer in(); @Dense(units = 8) Layer a(); @Dense(units = 8) Layer b(); @Dense(units = 8) Layer c();",
        "@Input(64) Layer in(); @Dense(units = 1) Layer a(); @Dense(units = 64) Layer b(); @Dense(units = 16) Layer c();",
        "@Input(4) Layer in(); @Dense(units = 16) Layer a(); @Dense(units = 16) Layer b(); @Dense(units = 3) Layer c();",
        """
        @Network interface Block extends Model {
          @Input({64, 128}) Layer tokens();
          @LayerNormalization Layer first();
          @Dense(units = 128) Layer value();
          @Dense(units = 128, activation = SIGMOID, input = "first") Layer gate();
          @Multiply({"value", "gate"}) Layer gated();
          @Dropout(0.1) Layer dropped();
          @Add({"tokens", "dropped"}) Layer middle();
          @LayerNormalization Layer second();
          @Dense(units = 512, activation = GELU) Layer wide();
          @Dense(units = 128) Layer narrow();
          @Dropout(0.1) Layer last();
          @Add({"middle", "last"}) Layer sum();
        }
        @Input({64, 128}) Layer words();
        @Use(value = Block.class, repeat = 24) Layer blocks();
        @Dense(units = 10) Layer out();
        """
      })
  void everyMethodIsCompiledByHotSpot(String layers) throws IOException {
    Compilation compilation = Compiled.layers(layers);
    Map<String, Integer> all = new LinkedHashMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        try (DataInputStream in = new DataInputStream(file.openInputStream())) {
          codeLengths(in)
              .forEach((method, length) -> all.put(file.getName() + " " + method, length));
        }
      }
    }
    assertTrue(all.size() > 20, "methods were found: " + all);
    all.forEach(
        (method, length) -> assertTrue(length < LIMIT, method + " has " + length + " bytecodes"));
  }

  /** The length of each method's code (JVM specification, 4.1 to 4.7). */
  private static Map<String, Integer> codeLengths(DataInputStream in) throws IOException {
    in.skipNBytes(8);
    String[] texts = constants(in);
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
      in.skipNBytes(6);
      skipAttributes(in);
    }
    Map<String, Integer> lengths = new LinkedHashMap<>();
    for (int methods = in.readUnsignedShort(); methods > 0; methods--) {
      in.skipNBytes(2);
      String name = texts[in.readUnsignedShort()] + texts[in.readUnsignedShort()];
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        String attribute = texts[in.readUnsignedShort()];
        long size = in.readInt();
        if (attribute.equals("Code")) {
          in.skipNBytes(4);
          lengths.put(name, in.readInt());
          size -= 8;
        }
        in.skipNBytes(size);
      }
    }
    return lengths;
  }

  private static void skipAttributes(DataInputStream in) throws IOException {
    for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
      in.skipNBytes(2);
      in.skipNBytes(in.readInt());
    }
  }

  private static String[] constants(DataInputStream in) throws IOException {
    String[] texts = new String[in.readUnsignedShort()];
    for (int i = 1; i < texts.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        default -> throw new IOException("unknown constant of kind " + tag);
      }
    }
    return texts;
  }
}
