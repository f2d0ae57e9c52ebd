package dev.cortado.samples;

import static dev.cortado.annotations.ActivationFunction.SIGMOID;

import dev.cortado.annotations.Activation;
import dev.cortado.annotations.Add;
import dev.cortado.annotations.Dot;
import dev.cortado.annotations.Embedding;
import dev.cortado.annotations.Flatten;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.data.Dataset;
import dev.cortado.data.Samples;
import dev.cortado.loss.Loss;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import dev.cortado.optimizer.Adam;
import dev.cortado.random.Draws;
import dev.cortado.train.Fit;
import dev.cortado.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Recommendations from what users chose, without knowing anything else of users and items. The data
 * is made up, unless there is a file of MovieLens.
 */
@Command(
    name = "recommend",
    mixinStandardHelpOptions = true,
    description = "Learns what users like from what they chose, and recommends more of it.")
final class Recommend implements Callable<Integer> {
  /** More users, and more items, than the files of MovieLens have with a million ratings. */
  private static final int MOST = 10_000;

  @Network
  interface Shop extends Model {
    @Input(1)
    Layer user();

    @Input(1)
    Layer item();

    @Embedding(inputDim = MOST, outputDim = 16, input = "user")
    Layer tastes();

    @Flatten
    Layer taste();

    @Embedding(inputDim = MOST, outputDim = 16, input = "item")
    Layer kinds();

    @Flatten
    Layer kind();

    @Dot(
        value = {"taste", "kind"},
        axes = 0)
    Layer match();

    @Embedding(inputDim = MOST, outputDim = 1, input = "item")
    Layer popularities();

    @Flatten
    Layer popularity();

    @Add({"match", "popularity"})
    Layer appeal();

    @Activation(SIGMOID)
    Layer chosen();
  }

  /** For each item that a user chose, so many others are drawn that the user did not. */
  private static final int NEGATIVES = 4;

  /** How often another one is drawn: whoever has chosen nearly all has no others. */
  private static final int TRIES = 100;

  private static final int RECOMMENDED = 10;
  private static final int DRAWN = 20;

  @Option(
      names = "--data",
      description =
          "A file u.data, ratings.dat or ratings.csv of MovieLens, or its folder, in place of the generator.")
  private Path data;

  @Option(names = "--out", description = "Where files are written (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("target", "recommend");

  @Option(
      names = "--epochs",
      description = "How often all choices are seen (default: ${DEFAULT-VALUE}).")
  private int epochs = 8;

  @Override
  public Integer call() throws IOException {
    Map<String, double[]> recalls = new LinkedHashMap<>();
    Ratings ratings;
    Recall recall;
    if (data == null) {
      Market market = Market.generate(1000, 500, 1);
      ratings = market.ratings();
      recall = new Recall(ratings);
      recalls.put("knowing how it was made", recall.upTo(DRAWN, user -> market.appeal().get(user)));
    } else {
      ratings = Ratings.read(data);
      recall = new Recall(ratings);
    }
    int users = ratings.seen().size();
    int items = ratings.items().size();
    if (Math.max(users, items) > MOST) {
      throw new IOException(
          "%s has %d users and %d items, but the network has room for %d of each; take a smaller file"
              .formatted(data, users, items, MOST));
    }
    System.out.printf(
        "%d users chose among %d items; the last %d choices of each are for the test%n",
        users, items, Ratings.HELD);

    Shop shop = ShopNetwork.create(42);
    Trainer trainer =
        Trainer.of(shop)
            .optimizer(Adam.create().learningRate(0.003))
            .loss(Loss.BINARY_CROSSENTROPY)
            .build();
    trainer.fit(choices(ratings), Fit.epochs(epochs).batchSize(256));

    float[] popularity = new float[items];
    ratings.seen().forEach(seen -> seen.stream().forEach(item -> popularity[item]++));
    recalls.put("network", recall.upTo(DRAWN, user -> appeal(shop, user, items)));
    recalls.put("popularity", recall.upTo(DRAWN, user -> popularity));
    System.out.printf("%nRecall at %d%n", RECOMMENDED);
    recalls.forEach(
        (name, values) -> System.out.printf("%.3f %s%n", values[RECOMMENDED - 1], name));

    int someone = recall.users()[0];
    System.out.printf("%nFor the first user, with * what it did choose later:%n");
    for (int item : recall.best(someone, appeal(shop, someone, items), RECOMMENDED)) {
      String later = ratings.held().get(someone).get(item) ? " *" : "";
      System.out.printf("%s%s%n", ratings.items().get(item), later);
    }
    Files.createDirectories(out);
    Pictures.recall(recalls, out.resolve("recall.png"));
    shop.save(out.resolve("shop.safetensors"));
    System.out.printf("A picture and the weights are in %s%n", out);
    return 0;
  }

  /** What users chose, as 1, and what they did not, as 0, which is drawn anew in each epoch. */
  private static Dataset choices(Ratings ratings) {
    float[][] numbers =
        IntStream.range(0, MOST).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
    float[][] answers = {{0}, {1}};
    List<float[]> users = new ArrayList<>();
    List<float[]> items = new ArrayList<>();
    List<float[]> targets = new ArrayList<>();
    for (int user = 0; user < ratings.seen().size(); user++) {
      for (int item : ratings.seen().get(user).stream().toArray()) {
        for (int i = 0; i <= NEGATIVES; i++) {
          users.add(numbers[user]);
          items.add(numbers[item]);
          targets.add(answers[i == 0 ? 1 : 0]);
        }
      }
    }
    List<float[][]> inputs = List.of(users.toArray(float[][]::new), items.toArray(float[][]::new));
    return Samples.of(inputs, List.<float[][]>of(targets.toArray(float[][]::new)))
        .transformed(
            1,
            (batch, keys) -> {
              for (int s = 0; s < batch.samples(); s++) {
                if (batch.target(0)[s][0] == 0) {
                  BitSet seen = ratings.seen().get((int) batch.input(0)[s][0]);
                  Draws draws = new Draws(keys.sample(s));
                  int other = draws.below(ratings.items().size());
                  for (int i = 0; i < TRIES && seen.get(other); i++) {
                    other = draws.below(ratings.items().size());
                  }
                  batch.input(1)[s][0] = other;
                }
              }
            });
  }

  /** How probable it is that a user chooses each item. */
  private static float[] appeal(Shop shop, int user, int items) {
    float[][] users = new float[items][];
    Arrays.fill(users, new float[] {user});
    float[][] all =
        IntStream.range(0, items).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
    float[][] chosen = shop.predictAll(users, all)[0];
    float[] appeal = new float[items];
    for (int i = 0; i < items; i++) {
      appeal[i] = chosen[i][0];
    }
    return appeal;
  }
}
