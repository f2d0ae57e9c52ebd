package dev.cortado.samples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** WAV files of what synthetic speakers say, in folders like those of Google's Speech Commands. */
final class Recordings {
  private static final AudioFormat FORMAT = new AudioFormat(Talker.RATE, 16, 1, true, false);

  private Recordings() {}

  /**
   * Writes each word by each speaker so many times: {@code no/speaker07_nohash_2.wav}. Files that
   * are there already are left as they are.
   */
  static void write(int speakers, int takes, Path folder) throws IOException {
    for (int speaker = 0; speaker < speakers; speaker++) {
      Talker talker = new Talker(speaker);
      for (String word : Talker.WORDS.keySet()) {
        Files.createDirectories(folder.resolve(word));
        for (int take = 0; take < takes; take++) {
          String name = "speaker%02d_nohash_%d.wav".formatted(speaker, take);
          Path file = folder.resolve(word).resolve(name);
          if (!Files.exists(file)) {
            write(talker.say(word, take), file);
          }
        }
      }
    }
  }

  private static void write(float[] sound, Path file) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(sound.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : sound) {
      bytes.putShort((short) Math.round(sample * Short.MAX_VALUE));
    }
    try (AudioInputStream stream =
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), FORMAT, sound.length)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
  }
}
