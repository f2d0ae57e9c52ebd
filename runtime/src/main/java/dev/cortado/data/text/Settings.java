package dev.cortado.data.text;

import java.util.List;
import java.util.OptionalInt;

/**
 * How texts become numbers, all but the vocabulary.
 *
 * @param length of a sequence, 0 in other modes than INT
 * @param maxTokens the greatest number of indices, where there is one
 * @param padded whether there are always so many numbers
 */
record Settings(
    Standardization standardization,
    TokenSplit split,
    OutputMode mode,
    int length,
    OptionalInt maxTokens,
    boolean padded) {
  private static final int GREATEST = 1 << 24;

  static final Settings DEFAULT =
      new Settings(
          Standardization.LOWER_AND_STRIP_PUNCTUATION,
          TokenSplit.WHITESPACE,
          OutputMode.INT,
          0,
          OptionalInt.empty(),
          false);

  Settings withStandardization(Standardization value) {
    return new Settings(value, split, mode, length, maxTokens, padded);
  }

  Settings withSplit(TokenSplit value) {
    return new Settings(standardization, value, mode, length, maxTokens, padded);
  }

  Settings withMode(OutputMode value, int newLength) {
    return new Settings(standardization, split, value, newLength, maxTokens, padded);
  }

  Settings withMaxTokens(OptionalInt value) {
    return new Settings(standardization, split, mode, length, value, padded);
  }

  Settings withPadding(boolean value) {
    return new Settings(standardization, split, mode, length, maxTokens, value);
  }

  /** The tokens of a text. */
  List<String> tokens(String text) {
    return split.tokens(standardization.apply(text));
  }

  /** How many tokens may be learned. */
  int mostLearned() {
    return maxTokens.orElse(GREATEST) - mode.reserved();
  }

  /** Refuses what does not go together. */
  void check() {
    if (mode == OutputMode.INT && length < 1) {
      throw new IllegalArgumentException(
          "the output is not known; choose sequence(length), multiHot(), count() or tfIdf()");
    }
    if (mostLearned() < 1 || maxTokens.orElse(0) > GREATEST) {
      throw new IllegalArgumentException(
          "maxTokens is %d, but with %d reserved indices it is from %d to %d"
              .formatted(maxTokens.orElse(0), mode.reserved(), mode.reserved() + 1, GREATEST));
    }
    if (padded && (mode == OutputMode.INT || maxTokens.isEmpty())) {
      throw new IllegalArgumentException(
          "padToMaxTokens goes with maxTokens and another output than a sequence; give maxTokens, or leave it out");
    }
  }
}
