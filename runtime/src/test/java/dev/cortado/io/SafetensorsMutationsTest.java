package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import dev.cortado.io.Safetensors.Content;
import dev.cortado.io.Safetensors.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SafetensorsMutationsTest {
  private static final Pattern TENSOR =
      Pattern.compile("\\{[^{}]*\"data_offsets\"\\s*:\\s*\\[\\s*(\\d+)\\s*,\\s*(\\d+)[^{}]*}");

  private static final List<String> TOKENS =
      List.of(
          "F32",
          "F64",
          "F16",
          "BF16",
          "I8",
          "\"dtype\"",
          "\"shape\"",
          "\"data_offsets\"",
          "[",
          "]",
          "{",
          "}",
          ",",
          ":",
          "\"",
          "__metadata__",
          "[2,3]",
          "[6]",
          "[]",
          "[0,24]",
          "[24,40]",
          "\\u0061",
          "\\ud800",
          "\u00ff",
          "[[[[[[[[",
          "{\"a\":{\"a\":{",
          "null",
          "-",
          " ");

  @Test
  void readsTheRightContentOrSaysWhatIsWrong() throws IOException {
    List<byte[]> files =
        List.of(
            file("{}", 0),
            file(
                "{'__metadata__':{'format':'pt','seed':'7'},"
                    + "'a':{'dtype':'F32','shape':[2,3],'data_offsets':[0,24]},"
                    + "'b':{'dtype':'F64','shape':[2],'data_offsets':[24,40]}}",
                40),
            file(
                "{'a':{'dtype':'F16','shape':[1],'data_offsets':[0,2]},"
                    + "'hidden/kernel':{'dtype':'F32','shape':[6],'data_offsets':[2,26]},"
                    + "'c':{'dtype':'BF16','shape':[],'data_offsets':[26,28]},"
                    + "'d':{'dtype':'F32','shape':[4,0],'data_offsets':[28,28]}}",
                28));
    double refused =
        new Mutations("weights: ", files, TOKENS, 1 << 17, 16)
            .refused(
                file -> Safetensors.read(new ByteArrayInputStream(file), "weights"),
                SafetensorsMutationsTest::check);
    assertTrue(refused > 0.5 && refused < 0.95, "refused " + refused);
  }

  /** Finds the tensors in the header with a pattern, and decodes their bytes one by one. */
  private static void check(byte[] file, Content content) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    String header = new String(file, 8, length, StandardCharsets.UTF_8);
    TreeMap<Long, List<Float>> expected = new TreeMap<>();
    int empty = 0;
    Matcher tensor = TENSOR.matcher(header);
    while (tensor.find()) {
      int begin = Integer.parseInt(tensor.group(1));
      int end = Integer.parseInt(tensor.group(2));
      empty += begin == end ? 1 : 0;
      List<Float> values = new ArrayList<>();
      for (int at = 8 + length + begin; at < 8 + length + end; ) {
        if (tensor.group().contains("\"F64\"")) {
          values.add((float) bytes.getDouble(at));
          at += 8;
        } else if (tensor.group().contains("\"F32\"")) {
          values.add(bytes.getFloat(at));
          at += 4;
        } else if (tensor.group().contains("\"BF16\"")) {
          values.add(Float.intBitsToFloat(bytes.getShort(at) << 16));
          at += 2;
        } else {
          values.add((float) SafetensorsTest.half(bytes.getShort(at) & 0xffff));
          at += 2;
        }
      }
      if (begin < end) {
        expected.put((long) begin, values);
      }
    }
    List<List<Float>> read = new ArrayList<>();
    for (Tensor values : content.tensors().values()) {
      int size = values.shape().stream().reduce(1, (a, b) -> a * b);
      assertEquals(size, values.values().length);
      if (size > 0) {
        List<Float> list = new ArrayList<>();
        for (float value : values.values()) {
          list.add(value);
        }
        read.add(list);
      }
    }
    assertEquals(List.copyOf(expected.values()), read);
    assertEquals(expected.size() + empty, content.tensors().size());
  }

  private static byte[] file(String header, int dataLength) {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + text.length + dataLength).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text);
    for (int i = 0; i < dataLength; i++) {
      file.put((byte) (37 * i + 1));
    }
    return file.array();
  }
}
