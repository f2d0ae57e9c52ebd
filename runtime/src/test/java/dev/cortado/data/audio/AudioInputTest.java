package dev.cortado.data.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.Mutations;
import dev.cortado.data.ClassFolder;
import dev.cortado.data.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioInputTest {
  private static final MelSpectrogram MEL =
      MelSpectrogram.of(8000).fft(64).stride(32).melBins(8).frequencies(100, 4000);

  @TempDir private Path directory;

  private Path put(String name, int sampleRate, byte... samples) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, WavFiles.plain(1, 1, sampleRate, 8, samples));
  }

  @Test
  void cutsAndPads() throws IOException {
    AudioInput input = AudioInput.of(8000, 3);
    assertArrayEquals(
        new float[] {0.5f, -1, 0}, input.read(put("a.wav", 8000, (byte) 0xc0, (byte) 0)));
    assertArrayEquals(
        new float[] {0.5f, 0.5f, 0.5f},
        input.read(put("b.wav", 8000, (byte) 0xc0, (byte) 0xc0, (byte) 0xc0, (byte) 0)));
    assertEquals(3, input.size());
    assertEquals(3, input.frames());
    assertEquals(1, input.width());
  }

  @Test
  void givesSpectrograms() throws IOException {
    AudioInput input = AudioInput.of(8000, 100).spectrogram(MEL);
    byte[] samples = new byte[70];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i * i);
    }
    float[] wave = new float[100];
    for (int i = 0; i < samples.length; i++) {
      wave[i] = ((samples[i] & 0xff) - 128) / 128f;
    }
    assertArrayEquals(MEL.apply(wave), input.read(put("a.wav", 8000, samples)));
    assertEquals(4, input.frames());
    assertEquals(8, input.width());
    assertEquals(32, input.size());
  }

  @Test
  void readsFoldersOfClasses() throws IOException {
    put("yes/1.wav", 8000, (byte) 0xc0);
    put("no/1.wav", 8000, (byte) 0x00);
    ClassFolder folder = ClassFolder.of(directory, AudioInput.of(8000, 2));
    assertEquals(List.of("no", "yes"), folder.classes().names());
    Sample yes = folder.samples().sample(1);
    assertArrayEquals(new float[] {0.5f, 0}, yes.inputs().get(0));
    assertEquals(1, yes.targets().get(0)[0]);
  }

  @Test
  void saysWhatDoesNotFit() throws IOException {
    Path file = put("a.wav", 44_100, (byte) 0);
    assertEquals(
        file + ": it has 44100 samples a second, but inputs have 8000; convert it to as many",
        assertThrows(IOException.class, () -> AudioInput.of(8000, 3).read(file)).getMessage());
    assertEquals(
        "the spectrogram is of 8000 samples a second, but the sound has 16000; make it of as many",
        assertThrows(
                IllegalArgumentException.class, () -> AudioInput.of(16_000, 100).spectrogram(MEL))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> AudioInput.of(8000, 32).spectrogram(MEL));
    assertThrows(IllegalArgumentException.class, () -> AudioInput.of(8000, 0));
  }

  @Test
  void comesBackFromAFileWithTheSameBits() throws IOException {
    Path file = directory.resolve("input.json");
    float[] wave = new float[200];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (float) Math.sin(i * i);
    }
    AudioInput plain = AudioInput.of(8000, 150);
    for (AudioInput input :
        List.of(
            plain,
            plain.spectrogram(MEL),
            plain.spectrogram(MEL.power().window(50)),
            plain.spectrogram(MEL.topDecibels(33.3).mfcc(5)))) {
      input.save(file);
      AudioInput loaded = AudioInput.load(file);
      assertEquals(input.size(), loaded.size());
      assertArrayEquals(input.apply(wave), loaded.apply(wave));
    }
  }

  @Test
  void readsFilesOrSaysWhatIsWrong() throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (AudioInput input :
        List.of(AudioInput.of(8000, 150), AudioInput.of(8000, 150).spectrogram(MEL))) {
      Path file = directory.resolve("input.json");
      input.save(file);
      files.add(Files.readAllBytes(file));
    }
    double refused =
        new Mutations("", files, List.of("\"mfcc\"", "[", "]", ",", "0", "64", "150"), 1 << 17, 64)
            .refused(
                bytes -> AudioInputFile.read(new String(bytes, ISO_8859_1), "input.json"),
                (bytes, input) -> assertTrue(input.size() > 0));
    assertTrue(refused > 0.4 && refused < 0.98, "refused " + refused);
  }
}
