package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged or made to harm. */
class SafetensorsDamageTest {
  @TempDir private Path directory;

  /** Headers, with ' for ", over eight bytes of data; and a part of the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                         | begin with '{'",
        "` {}`                                                      | begin with '{'",
        "{}                                                         | take 0 bytes",
        "{} {}                                                      | after the end",
        "{'a'                                                       | expected ':'",
        "{'a':1}                                                    | expected an object",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}      | expected ',' or '}'",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},}    | expected a string",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}     | takes 8 bytes",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}}     | takes 4 bytes",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}     | data_offsets are [8, 0]",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,16]}}    | begins at byte 8",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}     | take 4 bytes",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}    | take 12 bytes",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}   | more than 2 numbers",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8]}}       | missing",
        "{'a':{'dtype':'F32','shape':[2]}}                          | missing",
        "{'a':{'shape':[2],'data_offsets':[0,8]}}                   | missing",
        "{'a':{'dtype':'F32','data_offsets':[0,8]}}                 | missing",
        "{'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]}}     | dtype is I64",
        "{'a':{'dtype':'f32','shape':[2],'data_offsets':[0,8]}}     | dtype is f32",
        "{'a':{'dtype':4,'shape':[2],'data_offsets':[0,8]}}         | expected a string",
        "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}       | expected an array",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}    | whole number",
        "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}   | whole number",
        "{'a':{'dtype':'F32','shape':[2e0],'data_offsets':[0,8]}}   | whole number",
        "{'a':{'dtype':'F32','shape':[02],'data_offsets':[0,8]}}    | whole number",
        "{'a':{'dtype':'F32','shape':[2,],'data_offsets':[0,8]}}    | whole number",
        "{'a':{'dtype':'F32','shape':[null],'data_offsets':[0,8]}}  | whole number",
        "{'a':{'dtype':'F32','shape':[[[[2]]]],'data_offsets':[0,8]}} | whole number",
        "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}} | is above",
        "{'a':{'dtype':'F32','shape':[4294967298],'data_offsets':[0,8]}} | most that can be read",
        "{'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,8]}} | most that",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}} | unknown member 'x'",
        "{'a':{'dtype':'F32','shape':[2],'shape':[2],'data_offsets':[0,8]}} | 'shape' occurs twice",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{} | 'a' occurs twice",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'\\u0061':{} | 'a' occurs twice",
        "{'__metadata__':{},'__metadata__':{}}                      | '__metadata__' occurs twice",
        "{'__metadata__':{'k':1}}                                   | expected a string",
        "{'__metadata__':{'k':{'l':'m'}}}                           | expected a string",
        "{'__metadata__':[]}                                        | expected an object",
        "{'\\ud800':{}}                                             | surrogate",
        "{'\\ud800\\u0041':{}}                                      | surrogate",
        "{'\\udc00':{}}                                             | surrogate",
        "{'\\x':{}}                                                 | unknown escape",
        "{'\\u00g0':{}}                                             | hexadecimal",
        "{'\\u00                                                    | does not end",
        "{'a                                                        | does not end",
        "{'\t':{}}                                                  | control character",
        "{\u00a0}                                                   | expected a string",
      })
  void refusesHeaders(String header, String message) throws IOException {
    Path file = write(directory.resolve("bad.safetensors"), header.replace('\'', '"'), new byte[8]);
    IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
    assertTrue(failure.getMessage().startsWith(file + ": "), failure.getMessage());
    assertTrue(failure.getMessage().contains(message), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'fine':{'dtype':'F32','shape':[0],'data_offsets':[0,0]},'bad':1}",
        "{'bad':{'dtype':'I8','shape':[8],'data_offsets':[0,8]}}",
        "{'bad':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}}",
        "{'bad':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
      })
  void namesTheTensor(String header) throws IOException {
    Path file = write(directory.resolve("bad"), header.replace('\'', '"'), new byte[8]);
    IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
    assertTrue(failure.getMessage().contains("tensor 'bad': "), failure.getMessage());
  }

  @Test
  void refusesOverlapsAndHoles() throws IOException {
    String entry = "{'dtype':'F32','shape':[%d],'data_offsets':[%d,%d]}".replace('\'', '"');
    String overlap =
        "{\"a\":" + entry.formatted(2, 0, 8) + ",\"b\":" + entry.formatted(2, 4, 12) + "}";
    String hole =
        "{\"a\":" + entry.formatted(1, 0, 4) + ",\"b\":" + entry.formatted(1, 8, 12) + "}";
    for (String header : List.of(overlap, hole)) {
      Path file = write(directory.resolve("bad"), header, new byte[12]);
      IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
      assertTrue(failure.getMessage().contains("tensor 'b': it begins"), failure.getMessage());
    }
  }

  @Test
  void refusesHeadersThatAreNotUtf8() throws IOException {
    for (byte[] bytes : new byte[][] {{'{', '"', (byte) 0xff, '"', ':'}, {'{', (byte) 0xc0}}) {
      ByteBuffer content = ByteBuffer.allocate(8 + bytes.length).put((byte) bytes.length);
      Path file = directory.resolve("bad");
      Files.write(file, content.put(8, bytes).array());
      IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
      assertTrue(failure.getMessage().contains("not UTF-8"), failure.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 100_000_000, 100_000_001, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void refusesHeaderLengthsBeyondTheFileBeforeItAllocates(long length) throws IOException {
    Path file = directory.resolve("bad");
    ByteBuffer content = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, content.putLong(length).put((byte) '{').put((byte) '}').array());
    IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
    assertTrue(failure.getMessage().contains(Long.toUnsignedString(length)), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void refusesFilesTooShortForALength(int length) throws IOException {
    Path file = directory.resolve("bad");
    Files.write(file, new byte[length]);
    IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
    assertTrue(failure.getMessage().contains("has %d bytes".formatted(length)));
  }

  @Test
  void refusesDeepNestingWithoutOverflowingTheStack() throws IOException {
    for (String open : List.of("[", "{\"a\":")) {
      Path file = write(directory.resolve("deep"), "{\"a\":" + open.repeat(1_000_000), new byte[0]);
      assertThrows(IOException.class, () -> Safetensors.read(file));
      Path shape =
          write(directory.resolve("deep"), "{\"a\":{\"shape\":" + "[".repeat(999), new byte[0]);
      assertThrows(IOException.class, () -> Safetensors.read(shape));
    }
    String sizes = "1,".repeat(64) + "1";
    Path file = write(directory.resolve("long"), "{\"a\":{\"shape\":[" + sizes, new byte[0]);
    IOException failure = assertThrows(IOException.class, () -> Safetensors.read(file));
    assertTrue(failure.getMessage().contains("more than 64 numbers"), failure.getMessage());
  }

  /** Writes a file of a header, word for word, and data. */
  static Path write(Path file, String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer content =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(file, content.putLong(text.length).put(text).put(data).array());
  }
}
