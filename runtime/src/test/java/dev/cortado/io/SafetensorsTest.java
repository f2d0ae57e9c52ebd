package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.io.Safetensors.Content;
import dev.cortado.io.Safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir private Path directory;

  @Test
  void writesTheseBytes() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", new Tensor(List.of(2), new float[] {1, -2}));
    tensors.put("a\"é\n\u0001", new Tensor(List.of(), new float[] {0.5f}));
    Path file = directory.resolve("golden.safetensors");
    Safetensors.write(file, tensors, Map.of("z", "1", "format", "cortado"));
    String header =
        "{\"__metadata__\":{\"format\":\"cortado\",\"z\":\"1\"},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"a\\\"é\\n\\u0001\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}     ";
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    assertEquals(0, text.length % 8);
    ByteBuffer expected = ByteBuffer.allocate(8 + text.length + 12).put((byte) text.length);
    expected.put(8, text);
    byte[] numbers = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0, 0, 0, 0, 0x3f};
    expected.put(8 + text.length, numbers);
    assertArrayEquals(expected.array(), Files.readAllBytes(file));
  }

  @Test
  void withoutMetadataWritesNone() throws IOException {
    Path file = directory.resolve("empty.safetensors");
    Safetensors.write(file, Map.of(), Map.of());
    assertArrayEquals(
        new byte[] {8, 0, 0, 0, 0, 0, 0, 0, '{', '}', ' ', ' ', ' ', ' ', ' ', ' '},
        Files.readAllBytes(file));
    assertTrue(Safetensors.read(file).tensors().isEmpty());
  }

  @Test
  void readsWhatItWrote() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    float[] large = new float[3 * 20_011];
    for (int i = 0; i < large.length; i++) {
      large[i] = Float.intBitsToFloat(random.nextInt());
    }
    tensors.put("z/large", new Tensor(List.of(3, 20_011), large));
    tensors.put("none", new Tensor(List.of(4, 0), new float[0]));
    float[] special = {
      -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 1
    };
    tensors.put("Zürich 😀 \\ \t", new Tensor(List.of(1, 2, 3), special));
    tensors.put("", new Tensor(List.of(), new float[] {7}));
    Map<String, String> metadata = Map.of("k\"ey", "v\\alue\r\b\f", "", "");
    Path file = directory.resolve("file");
    Safetensors.write(file, tensors, metadata);
    Content content = Safetensors.read(file);
    assertEquals(metadata, content.metadata());
    assertEquals(
        List.of("z/large", "none", "Zürich 😀 \\ \t", ""), List.copyOf(content.tensors().keySet()));
    tensors.forEach(
        (name, tensor) -> {
          assertEquals(tensor.shape(), content.tensors().get(name).shape());
          assertArrayEquals(tensor.values(), content.tensors().get(name).values());
        });
  }

  @Test
  void readsEveryHalfAndBrainFloat() throws IOException {
    int count = 1 << 16;
    ByteBuffer data = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 2 * count; i++) {
      data.putShort((short) i);
    }
    String header =
        "{\"half\":{\"dtype\":\"F16\",\"shape\":[65536],\"data_offsets\":[0,131072]},"
            + "\"brain\":{\"data_offsets\":[131072,262144],\"shape\":[65536],\"dtype\":\"BF16\"}}";
    Map<String, Tensor> tensors = Safetensors.read(file(header, data.array())).tensors();
    for (int bits = 0; bits < count; bits++) {
      assertEquals((float) half(bits), tensors.get("half").values()[bits]);
      assertEquals(Float.intBitsToFloat(bits << 16), tensors.get("brain").values()[bits]);
    }
  }

  /** The definition of a half: IEEE 754, binary16. */
  static double half(int bits) {
    double sign = bits < 0x8000 ? 1 : -1;
    int exponent = bits / 1024 % 32;
    int fraction = bits % 1024;
    if (exponent == 31) {
      return fraction == 0 ? sign / 0 : Double.NaN;
    }
    return exponent == 0
        ? sign * fraction * Math.pow(2, -24)
        : sign * (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
  }

  @Test
  void readsDoublesRoundedAndTensorsInTheOrderOfTheData() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(3).putDouble(0.1).putDouble(-1e300);
    String header =
        " { \"d\" : {\"dtype\":\"F64\",\n\"shape\":[2 , 1],\"data_offsets\":[4,20]} ,"
            + "\"\\u0066\\ud83d\\ude00\\/\":{\"dtype\":\"F32\",\"shape\":[1],"
            + "\"data_offsets\":[0,4]}, \"__metadata__\":{}}  ";
    Content content = Safetensors.read(file(header.substring(1), data.array()));
    assertEquals(List.of("f😀/", "d"), List.copyOf(content.tensors().keySet()));
    assertArrayEquals(
        new float[] {0.1f, Float.NEGATIVE_INFINITY}, content.tensors().get("d").values());
    assertEquals(List.of(2, 1), content.tensors().get("d").shape());
  }

  @Test
  void replacesAFileAndLeavesNothingElse() throws IOException {
    Path file = directory.resolve("weights.safetensors");
    Safetensors.write(file, Map.of("a", new Tensor(List.of(1), new float[] {1})), Map.of());
    Safetensors.write(file, Map.of("a", new Tensor(List.of(1), new float[] {2})), Map.of());
    assertEquals(2, Safetensors.read(file).tensors().get("a").values()[0]);
    assertEquals(List.of(file), list());
  }

  @Test
  void aFailureKeepsTheOldFileAndLeavesNothingElse() throws IOException {
    Path file = directory.resolve("weights.safetensors");
    Files.writeString(file, "old");
    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                channel -> {
                  channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                  throw new IOException("the disk is full");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), list());

    Path occupied = Files.createDirectories(directory.resolve("occupied/by/directories"));
    Path target = occupied.getParent();
    assertThrows(IOException.class, () -> Safetensors.write(target, Map.of(), Map.of()));
    assertTrue(Files.isDirectory(occupied));
    try (Stream<Path> paths = Files.list(target.getParent())) {
      assertEquals(List.of(target), paths.toList());
    }
  }

  @Test
  void refusesToWriteWhatTheFormatDoesNotHold() {
    Path file = directory.resolve("refused");
    Tensor one = new Tensor(List.of(), new float[1]);
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, Map.of("__metadata__", one), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, Map.of("\ud83d", one), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Safetensors.write(file, Map.of(), Map.of("key", "\ude00")));
    assertFalse(Files.exists(file));
  }

  @Test
  void tensorsHaveAsManyValuesAsTheirShape() {
    float[] four = new float[4];
    assertThrows(IllegalArgumentException.class, () -> new Tensor(List.of(5), four));
    assertThrows(IllegalArgumentException.class, () -> new Tensor(List.of(-2, -2), four));
    int great = 1 << 30;
    assertThrows(
        IllegalArgumentException.class, () -> new Tensor(List.of(great, great, 16, 4), four));
    assertEquals(0, new Tensor(List.of(great, great, great, 0), new float[0]).values().length);
    List<Integer> shape = new ArrayList<>(List.of(4));
    Tensor tensor = new Tensor(shape, four);
    shape.set(0, 3);
    assertEquals(List.of(4), tensor.shape());
  }

  @Test
  void filesThatAreNoFilesAreNamed() {
    Path missing = directory.resolve("missing");
    assertThrows(NoSuchFileException.class, () -> Safetensors.read(missing));
    IOException failure = assertThrows(IOException.class, () -> Safetensors.read(directory));
    assertTrue(failure.getMessage().contains(directory + " is a directory"));
  }

  private Path file(String header, byte[] data) throws IOException {
    return SafetensorsDamageTest.write(directory.resolve("made"), header, data);
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.toList();
    }
  }
}
