package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.SIGMOID;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Dropout;
import dev.cortado.annotations.Embedding;
import dev.cortado.annotations.GRU;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.data.Samples;
import dev.cortado.data.Split;
import dev.cortado.data.text.TextVectorization;
import dev.cortado.data.text.TokenSplit;
import dev.cortado.loss.Loss;
import dev.cortado.metric.Metric;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.train.Evaluation;
import dev.cortado.train.Fit;
import dev.cortado.train.History;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Text, letter by letter: whether a first name is a woman's or a man's. */
@Command(
    name = "names",
    mixinStandardHelpOptions = true,
    description =
        "Reads first names letter by letter and tells those of women from those of men; 84 of 100 that it has not seen.")
final class Names implements Callable<Integer> {

  @Network
  interface Reader extends Model {
    /** Numbers of letters; 0 after the last. */
    @Input(12)
    Layer letters();

    @Embedding(inputDim = 32, outputDim = 16, maskZero = true)
    Layer vectors();

    @GRU(units = 64)
    Layer memory();

    @Dropout(0.3)
    Layer thinned();

    @Dense(units = 1, activation = SIGMOID)
    Layer female();
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Names to read (default: ${DEFAULT-VALUE}).")
  private List<String> names =
      List.of("Andrea", "Alexander", "Alexandra", "Robin", "Noah", "Joana");

  @Option(
      names = "--data",
      description =
          "A folder with female.txt and male.txt, a name a line, in place of those shipped.")
  private Path data;

  @Option(names = "--out", description = "Where files are written (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "names");

  @Option(
      names = "--epochs",
      description = "How often all names are read (default: ${DEFAULT-VALUE}).")
  private int epochs = 15;

  @Override
  public Integer call() throws IOException {
    LabelledNames all = LabelledNames.read(data);
    TextVectorization letters =
        TextVectorization.of()
            .split(TokenSplit.CHARACTER)
            .maxTokens(32)
            .sequence(12)
            .fit(all.names());
    Split<Samples> split =
        Samples.of(letters.apply(all.names()), all.labels()).stratifiedSplit(0.2, 1);
    System.out.printf(
        "%d names for training, %d for testing, with %s%n",
        split.train().count(), split.test().count(), String.join("", letters.vocabulary()));

    Reader reader = ReaderNetwork.create(42);
    Trainer trainer =
        Trainer.of(reader)
            .optimizer(Adam.create().learningRate(0.003))
            .loss(Loss.BINARY_CROSSENTROPY)
            .metrics(Metric.BINARY_ACCURACY)
            .build();
    History history =
        trainer.fit(split.train(), Fit.epochs(epochs).batchSize(64).validationData(split.test()));
    Evaluation test = trainer.evaluate(split.test());
    System.out.printf("%nTest accuracy: %.4f%n%n", test.get("binary_accuracy"));

    for (String name : names) {
      float probability = reader.predict(letters.apply(name))[0];
      System.out.printf(
          "%-12s %s, %.0f %%%n",
          name,
          probability > 0.5 ? "female" : "male",
          100 * Math.max(probability, 1 - probability));
    }
    Files.createDirectories(out);
    Pictures.curves(history, out.resolve("curves.png"));
    ReadingPicture.write(
        names, prefix -> reader.predict(letters.apply(prefix))[0], out.resolve("letters.png"));
    reader.save(out.resolve("reader.safetensors"));
    letters.save(out.resolve("letters.json"));
    System.out.printf("%nPictures, the weights and the vocabulary are in %s%n", out);
    return 0;
  }
}
