package dev.cortado.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortado.data.Vocabulary;
import dev.cortado.data.audio.AudioInput;
import dev.cortado.data.audio.Wav;
import dev.cortado.data.audio.Waveform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechTest {
  /** The default of 40 speakers gives 98 %. */
  @Test
  void understandsSpeakersWhomItHasNotHeard(@TempDir Path out) throws IOException {
    Printed printed = Printed.by(new Speech(), "--speakers", "15", "--out", out.toString());
    assertTrue(printed.number("Test accuracy: ") >= 0.85, printed.toString());
    for (String picture : new String[] {"words.png", "confusion.png"}) {
      assertTrue(ImageIO.read(out.resolve(picture).toFile()).getWidth() > 100, picture);
    }

    String words = out.resolve("words").toString();
    Printed again =
        Printed.by(new Speech(), "--data", words, "--epochs", "1", "--out", out.toString());
    assertEquals(360, again.number(""), again.toString());
    float[] sound =
        AudioInput.load(out.resolve("input.json"))
            .read(out.resolve("words/no/speaker03_nohash_1.wav"));
    assertEquals(40, EarNetwork.load(out.resolve("ear.safetensors")).predict(sound).length);
    assertEquals(10, Vocabulary.load(out.resolve("words.json")).size());
  }

  @Test
  void recordingsAreWhatTheTalkerSays(@TempDir Path folder) throws IOException {
    Recordings.write(1, 2, folder);
    Path file = folder.resolve("stop/speaker00_nohash_1.wav");
    Waveform read = Wav.read(file);
    assertEquals(Talker.RATE, read.sampleRate());
    assertArrayEquals(new Talker(0).say("stop", 1), read.mono(), 1e-4f);
    Files.write(file, new byte[] {1});
    Recordings.write(1, 2, folder);
    assertEquals(1, Files.size(file));
  }
}
