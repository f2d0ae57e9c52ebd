package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.io.Safetensors.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
  private static final byte[] FOUR =
      NpyFiles.file(1, NpyFiles.dictionary("|u1", false, "(4,)"), NpyFiles.counting(4));
  private static final byte[] ONE =
      NpyFiles.file(1, NpyFiles.dictionary("|u1", false, "()"), NpyFiles.counting(1));

  @TempDir private Path directory;

  private static Map<String, Tensor> read(byte[] file) throws IOException {
    return Npz.read(new ByteArrayInputStream(file), "arrays");
  }

  private static String refused(byte[] file) {
    String message = assertThrows(IOException.class, () -> read(file)).getMessage();
    assertTrue(message.startsWith("arrays"), message);
    return message;
  }

  @Test
  void readsStoredAndDeflatedArraysByName() throws IOException {
    Map<String, Tensor> arrays =
        read(
            ZipFiles.zip(
                ZipFiles.stored("b.npy", FOUR),
                ZipFiles.deflated("hidden/kernel.npy", FOUR),
                ZipFiles.deflated("größe.npy", ONE)));
    assertEquals(List.of("b", "hidden/kernel", "größe"), List.copyOf(arrays.keySet()));
    assertArrayEquals(new float[] {1, 2, 3, 4}, arrays.get("b").values());
    assertArrayEquals(new float[] {1, 2, 3, 4}, arrays.get("hidden/kernel").values());
    assertEquals(List.of(), arrays.get("größe").shape());
    assertTrue(read(ZipFiles.zip()).isEmpty());
  }

  @Test
  void writesTheBytesOfTheSpecification() throws IOException {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    arrays.put("b", new Tensor(List.of(2), new float[] {1, -2}));
    arrays.put("a/c", new Tensor(List.of(), new float[] {0.5f}));
    Path file = directory.resolve("arrays.npz");
    Npz.write(file, arrays);
    byte[] two = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0};
    byte[] half = {0, 0, 0, 0x3f};
    assertArrayEquals(
        ZipFiles.zip(
            ZipFiles.stored(
                "b.npy", NpyFiles.file(1, NpyFiles.dictionary("<f4", false, "(2,)"), two)),
            ZipFiles.stored(
                "a/c.npy", NpyFiles.file(1, NpyFiles.dictionary("<f4", false, "()"), half))),
        Files.readAllBytes(file));
    assertEquals(List.of("b", "a/c"), List.copyOf(Npz.read(file).keySet()));
  }

  @Test
  void readsWhatNumPyWrites() throws IOException {
    // numpy.savez(f, a=numpy.uint8(1)) writes zip64 sizes before the content, which is allowed
    ByteBuffer zip = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
    ZipFiles.Part part = ZipFiles.stored("a.npy", ONE);
    zip.putInt(0x04034b50).putShort((short) 45).putInt(0).putInt(0x00210000).putInt(part.crc);
    zip.putInt(-1).putInt(-1).putShort((short) 5).putShort((short) 20).put(part.name);
    zip.putShort((short) 1).putShort((short) 16).putLong(ONE.length).putLong(ONE.length).put(ONE);
    int directory = zip.position();
    ZipFiles.central(zip, part, 0);
    assertArrayEquals(new float[] {1}, read(ZipFiles.end(zip, 1, directory)).get("a").values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.npy",
        "a/../../evil.npy",
        "/etc/evil.npy",
        "a//b.npy",
        "./a.npy",
        "..\\evil.npy",
        "a\n.npy",
        ".npy",
        "a/.npy",
        "a.txt",
        "a/"
      })
  void refusesNamesThatLeadElsewhere(String name) {
    String message = refused(ZipFiles.zip(ZipFiles.stored(name, ONE)));
    assertTrue(message.contains("it is no array: it should be named"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../a", "/a", "a//b", "a\\b", "a\u0000"})
  void writesNoSuchNames(String name) {
    Path file = directory.resolve("refused.npz");
    Map<String, Tensor> arrays = Map.of(name, new Tensor(List.of(), new float[1]));
    assertThrows(IllegalArgumentException.class, () -> Npz.write(file, arrays));
  }

  @Test
  void refusesNamesThatAreNotUtf8OrOccurTwice() {
    ZipFiles.Part part = ZipFiles.stored("a.npy", ONE);
    byte[] latin = {(byte) 0xe4, '.', 'n', 'p', 'y'};
    ZipFiles.Part named = new ZipFiles.Part(latin, 0, 0, part.crc, part.packed, part.size);
    assertTrue(refused(ZipFiles.zip(named)).contains("not UTF-8"));
    assertTrue(refused(ZipFiles.zip(part, part)).contains("entry 'a.npy': it occurs twice"));
  }

  @Test
  void refusesBombs() throws IOException {
    // 17 MB of zeros in 17 KB
    byte[] zeros =
        NpyFiles.file(1, NpyFiles.dictionary("|u1", false, "(17000000,)"), new byte[17_000_000]);
    byte[] bomb = ZipFiles.zip(ZipFiles.deflated("zeros.npy", zeros));
    assertTrue(bomb.length < 20_000);
    assertTrue(refused(bomb).contains("unpack to 17000128, more than 100 times"), refused(bomb));
    // Less than 16 MiB may be packed as well as it can
    byte[] small =
        NpyFiles.file(1, NpyFiles.dictionary("|u1", false, "(7000000,)"), new byte[7_000_000]);
    byte[] harmless = ZipFiles.zip(ZipFiles.deflated("zeros.npy", small));
    assertEquals(7_000_000, read(harmless).get("zeros").values().length);
  }

  @Test
  void refusesSizesAndChecksumsThatAreNotSo() {
    ZipFiles.Part deflated = ZipFiles.deflated("a.npy", FOUR);
    for (int size : new int[] {0, FOUR.length - 1, FOUR.length + 1, 1 << 23}) {
      String message = refused(ZipFiles.zip(deflated.withSize(size)));
      assertTrue(message.contains("but the directory says " + size), message);
    }
    assertTrue(refused(ZipFiles.zip(deflated.withSize(-1))).contains("do not fit"));
    assertTrue(
        refused(ZipFiles.zip(ZipFiles.stored("a.npy", FOUR).withSize(3)))
            .contains("another name, packing or size"));
    byte[] flipped = ZipFiles.zip(ZipFiles.stored("a.npy", FOUR));
    // The last byte before the directory
    int directory = flipped.length - 22 - 46 - 5;
    flipped[directory - 1] ^= 1;
    assertTrue(refused(flipped).contains("checksum"), refused(flipped));
  }

  @Test
  void refusesDamageOfPackedContent() {
    ZipFiles.Part part = ZipFiles.deflated("a.npy", FOUR);
    byte[] cut = Arrays.copyOf(part.packed, part.packed.length - 4);
    byte[] longer = Arrays.copyOf(part.packed, part.packed.length + 4);
    byte[] wrong = part.packed.clone();
    wrong[0] = 7;
    assertTrue(refused(ZipFiles.zip(packed(part, cut))).contains("ends early"));
    assertTrue(refused(ZipFiles.zip(packed(part, longer))).contains("4 bytes come after"));
    assertTrue(refused(ZipFiles.zip(packed(part, wrong))).contains("is damaged"));
    assertTrue(refused(ZipFiles.zip(packed(part, new byte[0]))).contains("ends early"));
  }

  private static ZipFiles.Part packed(ZipFiles.Part part, byte[] packed) {
    return new ZipFiles.Part(part.name, 0, 8, part.crc, packed, part.size);
  }

  @Test
  void refusesEntriesThatOverlap() {
    // Two entries of the directory for the same bytes, as bombs have thousands of
    ZipFiles.Part part = ZipFiles.stored("a.npy", FOUR);
    byte[] one = ZipFiles.zip(part);
    int directory = one.length - 22 - 46 - 5;
    ByteBuffer zip = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
    zip.put(one, 0, directory);
    ZipFiles.central(zip, part, 0);
    ZipFiles.central(zip, part.withName("b.npy"), 0);
    assertTrue(
        refused(ZipFiles.end(zip, 2, directory)).contains("entry 'b.npy': the directory says"));

    // An archive within the content of another entry
    byte[] inner = ZipFiles.zip(part);
    byte[] outer = ZipFiles.zip(ZipFiles.stored("o.npy", inner));
    int end = outer.length - 22 - 46 - 5;
    ByteBuffer both = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);
    both.put(outer, 0, end);
    ZipFiles.central(both, ZipFiles.stored("o.npy", inner), 0);
    ZipFiles.central(both, part, 30 + 5);
    assertTrue(refused(ZipFiles.end(both, 2, end)).contains("it overlaps another entry"));
  }

  @Test
  void refusesWhatIsNoArchive() {
    assertTrue(refused(new byte[0]).contains("it is no zip archive"));
    assertTrue(refused(FOUR).contains("it is no zip archive"));
    byte[] zip = ZipFiles.zip(ZipFiles.stored("a.npy", FOUR));
    assertTrue(refused(Arrays.copyOf(zip, zip.length - 1)).contains("its end is missing"));
    byte[] encrypted = ZipFiles.zip(ZipFiles.stored("a.npy", FOUR));
    encrypted[zip.length - 22 - 46 - 5 + 8] |= 1;
    assertTrue(refused(encrypted).contains("entry 'a.npy': it is encrypted"));
  }

  @Test
  void namesTheArray() {
    byte[] bad = NpyFiles.file(1, NpyFiles.dictionary("|O", false, "()"), new byte[8]);
    assertTrue(
        refused(ZipFiles.zip(ZipFiles.stored("good.npy", ONE), ZipFiles.stored("bad.npy", bad)))
            .startsWith("arrays, entry 'bad.npy': its descr is '|O'"));
  }
}
