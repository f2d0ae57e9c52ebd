package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;

import dev.cortado.annotations.BatchNormalization;
import dev.cortado.annotations.Conv1D;
import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Dropout;
import dev.cortado.annotations.GlobalMaxPooling1D;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.MaxPooling1D;
import dev.cortado.annotations.Network;
import dev.cortado.data.ClassFolder;
import dev.cortado.data.Labels;
import dev.cortado.data.audio.AudioInput;
import dev.cortado.data.audio.MelSpectrogram;
import dev.cortado.loss.Loss;
import dev.cortado.metric.ConfusionMatrix;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Fit;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Spoken words from a folder of WAV files. Unless there is one, {@link Talker} says the words: that
 * is synthetic speech, of which nearly all is understood; of people's, less would be.
 */
@Command(
    name = "speech",
    mixinStandardHelpOptions = true,
    description =
        "Understands single words, said by speakers whom it has not heard before. They are synthetic, unless --data has recordings.")
final class Speech implements Callable<Integer> {
  /** As many as the words of Google's Speech Commands, and some more. */
  private static final int MOST_WORDS = 40;

  /** How often a synthetic speaker says a word. */
  private static final int TAKES = 3;

  @Network
  interface Ear extends Model {
    /** 63 points in time, 40 frequencies. */
    @Input({63, 40})
    Layer decibels();

    @BatchNormalization(momentum = 0.9)
    Layer even();

    @Conv1D(filters = 32, kernelSize = 5, activation = RELU)
    Layer sounds();

    @MaxPooling1D
    Layer halved();

    @Conv1D(filters = 64, kernelSize = 5, activation = RELU)
    Layer syllables();

    @MaxPooling1D
    Layer quartered();

    @Conv1D(filters = 64, kernelSize = 5, activation = RELU)
    Layer parts();

    @GlobalMaxPooling1D
    Layer anywhere();

    @Dropout(0.3)
    Layer thinned();

    @Dense(units = 40, activation = SOFTMAX)
    Layer word();
  }

  private static final AudioInput INPUT =
      AudioInput.of(Talker.RATE, Talker.RATE)
          .spectrogram(
              MelSpectrogram.of(Talker.RATE)
                  .fft(512)
                  .stride(256)
                  .melBins(40)
                  .frequencies(60, 7600));

  @Option(
      names = "--data",
      description =
          "A folder with a folder of WAV files for each word, of 16,000 samples a second, as that of Google's Speech Commands: a file's name up to the first _ is its speaker.")
  private Path data;

  @Option(names = "--out", description = "Where files are written (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "speech");

  @Option(
      names = "--epochs",
      description = "How often all words are heard (default: ${DEFAULT-VALUE}).")
  private int epochs = 8;

  @Option(
      names = "--speakers",
      description = "How many speakers are synthesized (default: ${DEFAULT-VALUE}).")
  private int speakers = 40;

  @Override
  public Integer call() throws IOException {
    Path folder = data;
    if (folder == null) {
      folder = out.resolve("words");
      Recordings.write(speakers, TAKES, folder);
      System.out.printf("%d synthetic speakers say %s%n", speakers, Talker.WORDS.keySet());
    }
    // Folders such as _background_noise_ hold no words
    ClassFolder words =
        ClassFolder.of(folder, INPUT)
            .where(file -> !file.getParent().endsWith("_background_noise_"));
    List<String> names = words.classes().names();
    if (names.size() > MOST_WORDS) {
      throw new IOException(
          "%s has folders for %d words, but the network tells at most %d apart; take some away"
              .formatted(folder, names.size(), MOST_WORDS));
    }
    Set<String> testers = testers(words);
    ClassFolder train = words.where(file -> !testers.contains(speaker(file)));
    ClassFolder test = words.where(file -> testers.contains(speaker(file)));
    System.out.printf(
        "%d recordings for training; %d for testing, by %d other speakers%n",
        train.count(), test.count(), testers.size());

    Ear ear = EarNetwork.create(42);
    Trainer trainer =
        Trainer.of(ear)
            .optimizer(Adam.create().learningRate(0.002))
            .loss(Loss.SPARSE_CATEGORICAL_CROSSENTROPY)
            .metrics(Metric.ACCURACY)
            .build();
    trainer.fit(
        train.samples(), Fit.epochs(epochs).threads(Runtime.getRuntime().availableProcessors()));

    float[][] predictions = trainer.predict(test.samples())[0];
    for (int i = 0; i < predictions.length; i++) {
      predictions[i] = Arrays.copyOf(predictions[i], names.size());
    }
    ConfusionMatrix confusion = ConfusionMatrix.of(predictions, test.labels());
    System.out.printf("Test accuracy: %.4f%n%n%s%n", confusion.result(), confusion.table(names));

    Path file = test.files().get(0);
    float[] scores = ear.predict(INPUT.read(file));
    String heard = words.classes().name(Labels.argMax(scores));
    System.out.printf("%s says '%s', as it seems%n%n", file.getFileName(), heard);

    SpectrogramPicture.write(test, INPUT.frames(), predictions, out.resolve("words.png"));
    ConfusionPicture.write(names, confusion, out.resolve("confusion.png"));
    ear.save(out.resolve("ear.safetensors"));
    INPUT.save(out.resolve("input.json"));
    words.classes().save(out.resolve("words.json"));
    System.out.printf("Pictures, the weights and how to read a file are in %s%n", out);
    return 0;
  }

  /** A fifth of the speakers. */
  private static Set<String> testers(ClassFolder words) {
    List<String> all =
        new ArrayList<>(words.files().stream().map(Speech::speaker).distinct().sorted().toList());
    Collections.shuffle(all, new Random(1));
    return new HashSet<>(all.subList(0, Math.max(1, all.size() / 5)));
  }

  private static String speaker(Path file) {
    return file.getFileName().toString().split("_", 2)[0];
  }
}
