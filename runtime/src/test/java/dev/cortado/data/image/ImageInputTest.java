package dev.cortado.data.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import dev.cortado.data.ClassFolder;
import dev.cortado.data.Sample;
import dev.cortado.data.image.PictureFiles.Value;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInputTest {
  private static final Value PATTERN = (y, x, c) -> 40 * y + 10 * x + 80 * c;

  @TempDir private Path directory;

  private static float[] read(ImageInput input, byte[] file) throws IOException {
    return input.read(new ByteArrayInputStream(file), "cat");
  }

  private static String failure(byte[] file) {
    return assertThrows(IOException.class, () -> read(ImageInput.rgb(2, 2), file)).getMessage();
  }

  private static byte[] png(int type, int height, int width, Value value) throws IOException {
    return PictureFiles.file("png", PictureFiles.image(type, height, width, value));
  }

  /** The values of a picture of 2 x 3 pixels by 255. */
  private static float[] expected(int channels, Value value) {
    float[] all = new float[6 * channels];
    for (int i = 0; i < all.length; i++) {
      int pixel = i / channels;
      all[i] = value.at(pixel / 3, pixel % 3, i % channels) / 255f;
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_ARGB
      })
  void readsColoursAsTheyAre(int type) throws IOException {
    // The last channel of some is how opaque pixels are, of which nothing depends
    assertArrayEquals(expected(3, PATTERN), read(ImageInput.rgb(2, 3), png(type, 2, 3, PATTERN)));
  }

  @Test
  void readsGreyAsItIs() throws IOException {
    byte[] grey = png(BufferedImage.TYPE_BYTE_GRAY, 2, 3, PATTERN);
    assertArrayEquals(expected(1, PATTERN), read(ImageInput.grey(2, 3), grey));
    assertArrayEquals(
        expected(3, (y, x, c) -> PATTERN.at(y, x, 0)), read(ImageInput.rgb(2, 3), grey));
    byte[] deep = png(BufferedImage.TYPE_USHORT_GRAY, 2, 3, (y, x, c) -> 257 * PATTERN.at(y, x, 0));
    assertArrayEquals(expected(1, PATTERN), read(ImageInput.grey(2, 3), deep), 1e-7f);
    byte[] bits = png(BufferedImage.TYPE_BYTE_BINARY, 2, 3, (y, x, c) -> (y + x) % 2);
    assertArrayEquals(new float[] {0, 1, 0, 1, 0, 1}, read(ImageInput.grey(2, 3), bits));
  }

  @Test
  void readsPalettes() throws IOException {
    byte[] levels = {0, 100, (byte) 200};
    IndexColorModel palette = new IndexColorModel(2, 3, levels, new byte[3], levels);
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_INDEXED, palette);
    for (int i = 0; i < 6; i++) {
      image.getRaster().setSample(i % 3, i / 3, 0, i % 3);
    }
    assertArrayEquals(
        expected(3, (y, x, c) -> c == 1 ? 0 : 100 * x),
        read(ImageInput.rgb(2, 3), PictureFiles.file("png", image)));
  }

  @Test
  void greyOfColoursIsTheirBrightness() throws IOException {
    byte[] file = png(BufferedImage.TYPE_3BYTE_BGR, 1, 1, (y, x, c) -> 50 * c + 10);
    assertArrayEquals(
        new float[] {(0.299f * 10 + 0.587f * 60 + 0.114f * 110) / 255},
        read(ImageInput.grey(1, 1), file),
        1e-6f);
  }

  @Test
  void readsJpegToWithinItsLoss() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY}) {
      // A slope without colour, of which little is lost
      byte[] file =
          PictureFiles.file("jpg", PictureFiles.image(type, 16, 24, (y, x, c) -> 5 * x + 6 * y));
      float[] read = read(ImageInput.grey(16, 24), file);
      for (int i = 0; i < read.length; i++) {
        assertEquals((5 * (i % 24) + 6 * (i / 24)) / 255f, read[i], 0.02);
      }
    }
  }

  /** Of the documentation of tf.image.resize: half-pixel centres, no antialiasing. */
  @Test
  void scalesAsTensorFlow() throws IOException {
    byte[] row = png(BufferedImage.TYPE_BYTE_GRAY, 1, 4, (y, x, c) -> 60 * x);
    assertArrayEquals(
        new float[] {0, 15, 45, 75, 105, 135, 165, 180},
        times255(read(ImageInput.grey(1, 8), row)),
        1e-4f);
    assertArrayEquals(new float[] {30, 150}, times255(read(ImageInput.grey(1, 2), row)), 1e-4f);
    assertArrayEquals(new float[] {10, 90, 170}, times255(read(ImageInput.grey(1, 3), row)), 1e-4f);
    assertArrayEquals(new float[] {90}, times255(read(ImageInput.grey(1, 1), row)), 1e-4f);
    byte[] square = png(BufferedImage.TYPE_BYTE_GRAY, 2, 2, (y, x, c) -> 100 * y + 40 * x);
    assertArrayEquals(
        new float[] {0, 20, 40, 50, 70, 90, 100, 120, 140},
        times255(read(ImageInput.grey(3, 3), square)),
        1e-4f);
  }

  private static float[] times255(float[] values) {
    float[] all = new float[values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i] * 255;
    }
    return all;
  }

  @Test
  void readsFoldersOfClasses() throws IOException {
    for (String name : List.of("cat/a.png", "dog/a.jpeg", "dog/b.JPG")) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(
          file,
          PictureFiles.file(
              name.endsWith("png") ? "png" : "jpg",
              PictureFiles.image(BufferedImage.TYPE_BYTE_GRAY, 9, 7, (y, x, c) -> 51)));
    }
    ClassFolder folder = ClassFolder.of(directory, ImageInput.rgb(2, 2));
    assertArrayEquals(new int[] {0, 1, 1}, folder.labels());
    Sample sample = folder.samples().sample(0);
    float[] fifths = new float[12];
    Arrays.fill(fifths, 0.2f);
    assertArrayEquals(fifths, sample.inputs().get(0));
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    assertEquals("cat: it is neither PNG nor JPEG; convert it", failure(new byte[0]));
    assertEquals("cat: it is neither PNG nor JPEG; convert it", failure("GIF89a".getBytes(UTF_8)));
    byte[] png = png(BufferedImage.TYPE_BYTE_GRAY, 64, 64, (y, x, c) -> (y * x * 31) % 256);
    assertTrue(
        failure(Arrays.copyOf(png, png.length / 2))
            .startsWith("cat: it is cut off: its chunk 'IDAT'"));
    assertEquals(
        "cat: it is cut off: it ends without IEND, its last chunk",
        failure(Arrays.copyOf(png, png.length - 1)));
    byte[] wrong = png.clone();
    Arrays.fill(wrong, 60, 80, (byte) 0x55);
    assertTrue(failure(wrong).startsWith("cat: it cannot be decoded"), failure(wrong));
    byte[] jpeg =
        PictureFiles.file(
            "jpg",
            PictureFiles.image(
                BufferedImage.TYPE_BYTE_GRAY, 64, 64, (y, x, c) -> (y * x * 31) % 256));
    assertEquals(
        "cat: it is cut off: Corrupt JPEG data: premature end of data segment",
        failure(Arrays.copyOf(jpeg, jpeg.length / 2)));
    // A width of 2 ^ 24 in the header of a file of some bytes
    byte[] vast = png.clone();
    vast[16] = 1;
    String message = failure(vast);
    assertTrue(message.contains("pixels in " + vast.length + " bytes"), message);
    assertThrows(IllegalArgumentException.class, () -> ImageInput.rgb(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new ImageInput(1, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> ImageInput.rgb(1 << 15, 1 << 15));
  }

  @Test
  void comesBackFromAFile() throws IOException {
    Path file = directory.resolve("input.json");
    ImageInput.grey(28, 30).save(file);
    assertEquals(new ImageInput(28, 30, 1), ImageInput.load(file));
    assertEquals(840, ImageInput.load(file).size());
    byte[] text =
        "{\"format\":\"cortado image 1\",\"heightWidthChannels\":[28,30,3]}".getBytes(UTF_8);
    double refused =
        new Mutations("", List.of(text), List.of("[", "]", ",", "3", "28"), 1 << 17, 64)
            .refused(
                bytes -> ImageInputFile.read(new String(bytes, ISO_8859_1), "input.json"),
                (bytes, input) -> assertTrue(input.size() > 0));
    assertTrue(refused > 0.4 && refused < 0.98, "refused " + refused);
  }

  @Test
  void readsDamagedFilesOrSaysWhatIsWrong() throws IOException {
    List<byte[]> files =
        List.of(
            png(BufferedImage.TYPE_3BYTE_BGR, 5, 4, PATTERN),
            png(BufferedImage.TYPE_BYTE_GRAY, 5, 4, PATTERN),
            PictureFiles.file(
                "jpg", PictureFiles.image(BufferedImage.TYPE_3BYTE_BGR, 8, 8, PATTERN)));
    // A header may claim 16 Mi pixels of eight bytes
    double refused =
        new Mutations("cat: ", files, List.of("IDAT", "IHDR", "PLTE", "IEND"), 1 << 28, 1 << 10)
            .fewer(20)
            .refused(
                bytes -> read(ImageInput.rgb(3, 3), bytes),
                (bytes, values) -> {
                  for (float value : values) {
                    assertTrue(value >= 0 && value <= 1);
                  }
                });
    assertTrue(refused > 0.3 && refused < 0.98, "refused " + refused);
  }

  /** A Java without the module java.desktop, or a program whose modules do not require it. */
  @Test
  void saysThatTheModuleIsMissing() throws IOException {
    Path file =
        Files.write(directory.resolve("cat.png"), png(BufferedImage.TYPE_BYTE_GRAY, 2, 2, PATTERN));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base",
                "-cp",
                System.getProperty("java.class.path"),
                WithoutDesktop.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(
        output.startsWith(
            file
                + ": pictures are read by the module java.desktop, which this program runs without"),
        output);
  }

  /** Prints why a picture cannot be read. */
  static final class WithoutDesktop {
    private WithoutDesktop() {}

    public static void main(String[] arguments) {
      try {
        ImageInput.rgb(1, 1).read(Path.of(arguments[0]));
        System.out.println("it was read");
      } catch (IOException expected) {
        System.out.println(expected.getMessage());
      }
    }
  }
}
