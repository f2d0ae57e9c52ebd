package dev.cortado.data.text;

import dev.cortado.io.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts as inputs of a network: Keras's {@code TextVectorization}. A text is standardized and split
 * into tokens, each of which has an index in a vocabulary that was fitted on the training data: the
 * most frequent token has the least, and of tokens that are as frequent, the greatest in the order
 * of code points comes first. Immutable.
 *
 * <pre>{@code
 * TextVectorization text =
 *     TextVectorization.of().maxTokens(10_000).sequence(80).fit(Files.lines(reviews));
 * StreamSamples.of(() -> Files.lines(reviews).map(line -> Sample.of(text.apply(line), label(line))));
 * text.save(Path.of("text.json"));
 * model.predict(TextVectorization.load(Path.of("text.json")).apply("what a good film"));
 * }</pre>
 */
public final class TextVectorization {
  /** Stands in the vocabulary for all tokens that are not in it. */
  static final String UNKNOWN = "[UNK]";

  private final Settings settings;
  private final List<String> tokens;
  private final float[] weights;
  private final float unknownWeight;
  private final Map<String, Integer> indices = new HashMap<>();

  /**
   * @param weights of each token for {@link OutputMode#TF_IDF}, else none
   */
  TextVectorization(Settings settings, List<String> tokens, float[] weights) {
    this.settings = settings;
    this.tokens = List.copyOf(tokens);
    this.weights = weights;
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    unknownWeight = (float) (sum / weights.length);
    if (tokens.isEmpty() || tokens.size() > settings.mostLearned()) {
      throw new IllegalArgumentException(
          "the vocabulary has %d tokens, but it has from 1 to %d besides the reserved ones"
              .formatted(tokens.size(), settings.mostLearned()));
    }
    for (String token : tokens) {
      int index = settings.mode().reserved() + indices.size();
      if (token.isEmpty() || token.equals(UNKNOWN) || indices.put(token, index) != null) {
        throw new IllegalArgumentException(
            "the token '%s' at %d of the vocabulary is empty, is reserved or occurs twice; leave it out"
                .formatted(Excerpt.of(token), indices.size()));
      }
    }
  }

  /** Begins to say how texts become numbers: what they are is to be chosen. */
  public static TextVectorizationBuilder of() {
    return new TextVectorizationBuilder(Settings.DEFAULT);
  }

  /**
   * Reads a file that {@link #save} wrote.
   *
   * @throws IOException where it cannot be read or is no such file; the message names it and the
   *     place
   */
  public static TextVectorization load(Path file) throws IOException {
    return TextVectorizationFile.read(file);
  }

  /**
   * Writes a file in JSON, whole or not at all. Loaded again, it gives the same bits.
   *
   * @throws IllegalArgumentException where a token is not Unicode: holds half a surrogate pair
   */
  public void save(Path file) throws IOException {
    TextVectorizationFile.write(this, file);
  }

  /** How many numbers an input has: the size of the network's input layer. */
  public int size() {
    if (settings.mode() == OutputMode.INT) {
      return settings.length();
    }
    return settings.padded() ? settings.maxTokens().getAsInt() : tokens.size() + 1;
  }

  /**
   * What each index stands for: {@code ""} for padding, which {@link OutputMode#INT} alone has,
   * {@code "[UNK]"} for unknown tokens, and the tokens. An embedding has so many rows.
   */
  public List<String> vocabulary() {
    List<String> all = new ArrayList<>(tokens.size() + 2);
    if (settings.mode() == OutputMode.INT) {
      all.add("");
    }
    all.add(UNKNOWN);
    all.addAll(tokens);
    return List.copyOf(all);
  }

  /** The input that a text gives, in a fresh array of {@link #size} numbers. */
  public float[] apply(String text) {
    float[] row = new float[size()];
    int at = 0;
    for (String token : settings.tokens(text)) {
      int index = indices.getOrDefault(token, settings.mode().unknown());
      switch (settings.mode()) {
        case INT -> {
          if (at == row.length) {
            return row;
          }
          row[at++] = index;
        }
        case MULTI_HOT -> row[index] = 1;
        case COUNT, TF_IDF -> row[index]++;
      }
    }
    if (settings.mode() == OutputMode.TF_IDF) {
      row[0] *= unknownWeight;
      for (int i = 0; i < weights.length; i++) {
        row[i + 1] *= weights[i];
      }
    }
    return row;
  }

  /** The inputs that texts give, one row each. */
  public float[][] apply(Collection<String> texts) {
    return texts.stream().map(this::apply).toArray(float[][]::new);
  }

  Settings settings() {
    return settings;
  }

  List<String> tokens() {
    return tokens;
  }

  float[] weights() {
    return weights.clone();
  }
}
