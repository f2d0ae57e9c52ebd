package dev.cortado.io;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import dev.cortado.io.Safetensors.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NpzMutationsTest {
  private static final List<String> TOKENS =
      List.of(
          "PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "a.npy", "b.npy", ".npy", "../");

  private final List<byte[]> arrays = NpyMutationsTest.files();
  private final Mutations ofArrays = new Mutations("arrays", arrays, NpyMutationsTest.TOKENS, 0, 0);
  private final List<byte[]> files =
      List.of(
          ZipFiles.zip(),
          ZipFiles.zip(ZipFiles.stored("a.npy", arrays.get(0))),
          ZipFiles.zip(
              ZipFiles.deflated("a.npy", arrays.get(1)),
              ZipFiles.stored("b/c.npy", arrays.get(2)),
              ZipFiles.deflated("d.npy", arrays.get(3))));

  @Test
  void readsTheRightContentOrSaysWhatIsWrong() throws IOException {
    List<Tensor> undamaged = new ArrayList<>();
    for (byte[] array : arrays) {
      undamaged.add(Npy.read(new ByteArrayInputStream(array), "array"));
    }
    double refused =
        new Mutations("arrays", files, TOKENS, 1 << 18, 16)
            .refused(
                file -> Npz.read(new ByteArrayInputStream(file), "arrays"),
                (file, content) -> {
                  // Checksums let no other content through
                  for (Tensor array : content.values()) {
                    assertTrue(undamaged.stream().anyMatch(one -> same(one, array)));
                  }
                });
    assertTrue(refused > 0.5 && refused < 0.98, "refused " + refused);
  }

  @Test
  void readsTheRightContentBehindRightChecksums() throws IOException {
    AtomicReference<byte[]> inner = new AtomicReference<>();
    double refused =
        new Mutations("arrays", arrays, TOKENS, 1 << 18, 16)
            .refused(
                file -> Npz.read(new ByteArrayInputStream(file), "arrays"),
                (file, content) -> {
                  Tensor expected = Npy.read(new ByteArrayInputStream(inner.get()), "array");
                  assertTrue(same(expected, content.get("a")));
                },
                (array, dice) -> {
                  byte[] damaged = ofArrays.damaged(array, dice);
                  inner.set(damaged);
                  return zip(damaged, dice);
                });
    assertTrue(refused > 0.5 && refused < 0.98, "refused " + refused);
  }

  private static byte[] zip(byte[] array, SplittableRandom dice) {
    return ZipFiles.zip(
        dice.nextInt(8) == 0 ? ZipFiles.deflated("a.npy", array) : ZipFiles.stored("a.npy", array));
  }

  private static boolean same(Tensor a, Tensor b) {
    return a.shape().equals(b.shape()) && Arrays.equals(a.values(), b.values());
  }
}
