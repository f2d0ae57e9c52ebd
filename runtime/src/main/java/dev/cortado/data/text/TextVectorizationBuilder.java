package dev.cortado.data.text;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Says how texts become numbers, and fits {@link TextVectorization} on texts. Immutable. */
public final class TextVectorizationBuilder {
  private final Settings settings;

  TextVectorizationBuilder(Settings settings) {
    this.settings = settings;
  }

  /** What happens before a text is split: lower case and no punctuation unless given. */
  public TextVectorizationBuilder standardize(Standardization value) {
    return new TextVectorizationBuilder(settings.withStandardization(value));
  }

  /** How a text is split: at white space unless given. */
  public TextVectorizationBuilder split(TokenSplit value) {
    return new TextVectorizationBuilder(settings.withSplit(value));
  }

  /**
   * The numbers are the index of each token, of so many tokens: a longer text is cut, a shorter one
   * is followed by zeros.
   *
   * @throws IllegalArgumentException below 1
   */
  public TextVectorizationBuilder sequence(int length) {
    if (length < 1) {
      throw new IllegalArgumentException(
          "a sequence has at least 1 token, not %d; give 1 or more".formatted(length));
    }
    return new TextVectorizationBuilder(settings.withMode(OutputMode.INT, length));
  }

  /** The numbers are 1 for the tokens that a text has: {@link OutputMode#MULTI_HOT}. */
  public TextVectorizationBuilder multiHot() {
    return new TextVectorizationBuilder(settings.withMode(OutputMode.MULTI_HOT, 0));
  }

  /** The numbers say how often a text has each token: {@link OutputMode#COUNT}. */
  public TextVectorizationBuilder count() {
    return new TextVectorizationBuilder(settings.withMode(OutputMode.COUNT, 0));
  }

  /** The numbers weigh how often a text has each token: {@link OutputMode#TF_IDF}. */
  public TextVectorizationBuilder tfIdf() {
    return new TextVectorizationBuilder(settings.withMode(OutputMode.TF_IDF, 0));
  }

  /**
   * The most frequent tokens alone become the vocabulary, so that there are at most so many
   * indices, with those of padding and of unknown tokens. Without it all tokens do.
   *
   * @throws IllegalArgumentException where no token would be left, or above 2²⁴, as floats hold no
   *     greater indices
   */
  public TextVectorizationBuilder maxTokens(int most) {
    return new TextVectorizationBuilder(settings.withMaxTokens(OptionalInt.of(most)));
  }

  /**
   * Inputs of all modes but {@link OutputMode#INT} have {@link #maxTokens} numbers, though there
   * may be fewer tokens: the last ones are 0.
   */
  public TextVectorizationBuilder padToMaxTokens() {
    return new TextVectorizationBuilder(settings.withPadding(true));
  }

  /**
   * Fits the vocabulary on texts, which are read once and not kept: those for training.
   *
   * @throws IllegalArgumentException where they hold no token, or settings do not go together
   */
  public TextVectorization fit(Stream<String> texts) {
    settings.check();
    TokenCounts counts = new TokenCounts(settings);
    texts.forEachOrdered(counts::add);
    return counts.fitted();
  }

  /** Fits the vocabulary on texts, as {@link #fit(Stream)}. */
  public TextVectorization fit(Collection<String> texts) {
    return fit(texts.stream());
  }

  /**
   * With a vocabulary that is known; not with {@link #tfIdf}, which has to be fitted.
   *
   * @param tokens from the most frequent to the least, without those for padding and unknown
   * @throws IllegalArgumentException where one is empty or occurs twice, there are none or more
   *     than {@link #maxTokens}, or settings do not go together
   */
  public TextVectorization vocabulary(List<String> tokens) {
    settings.check();
    if (settings.mode() == OutputMode.TF_IDF) {
      throw new IllegalArgumentException(
          "weights of tokens cannot be known from a vocabulary; use fit, or another output than tfIdf");
    }
    return new TextVectorization(settings, tokens, new float[0]);
  }
}
