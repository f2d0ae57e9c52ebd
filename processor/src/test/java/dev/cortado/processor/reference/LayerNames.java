package dev.cortado.processor.reference;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Names for layers: now and then one that generated code might use for something else. */
final class LayerNames {
  private static final List<String> PLAIN = List.of("hidden", "mixed", "wide", "features", "part");

  /** Locals, parameters and methods of generated code, types that it calls, and odd spellings. */
  static final List<String> AWKWARD =
      List.of(
          "samples",
          "scratch",
          "input",
          "output",
          "x",
          "x0",
          "x1",
          "sum",
          "sum0",
          "sums",
          "row",
          "row0",
          "rows",
          "whole",
          "gradient",
          "noise",
          "b",
          "i",
          "j",
          "r",
          "s",
          "p",
          "from",
          "fromLogits",
          "capacity",
          "training",
          "workspace",
          "layer",
          "logits",
          "release",
          "forward",
          "forwardTraining",
          "backward",
          "predict",
          "create",
          "load",
          "addRows",
          "addPenaltyGradient",
          "requireSize",
          "System",
          "Arrays",
          "Math",
          "Functions",
          "Softmax",
          "Dropout",
          "Noise",
          "Buffers",
          "Layer",
          "Workspace",
          "BLUEPRINT",
          "HIDDEN",
          "UPPER_CASE",
          "_leading",
          "trailing_",
          "two__bars",
          "dollar$sign",
          "größe",
          "var",
          "record",
          "yield",
          "java",
          "dev",
          "test",
          "aVeryLongNameOfALayerThatGoesOnAndOnAndOn");

  /** What generated code derives from a layer's name. */
  private static final List<String> SUFFIXES =
      List.of("Sums", "Logits", "Gradient", "Row", "Head", "Kernel", "Bias", "_2", "Gradient_2");

  private final Random random;
  private final Set<String> taken = new HashSet<>();
  private String previous = "hidden";

  LayerNames(Random random) {
    this.random = random;
  }

  /** A name that differs from all before in more than case. */
  String next() {
    String name = candidate();
    while (!taken.add(name.toLowerCase(Locale.ROOT))) {
      name = candidate();
    }
    previous = name;
    return name;
  }

  private String candidate() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> one(AWKWARD);
      case 2 -> previous + one(SUFFIXES);
      case 3 -> previous.toUpperCase(Locale.ROOT) + one(List.of("_KERNEL", "_BIAS"));
      default -> one(PLAIN) + (random.nextInt(99) + 1);
    };
  }

  private String one(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }
}
