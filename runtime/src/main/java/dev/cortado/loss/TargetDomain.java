package dev.cortado.loss;

/** What each value of a target may be. */
enum TargetDomain {
  /** Any finite number. */
  REAL("finite numbers; leave the sample out or fill in the value") {
    @Override
    boolean contains(float value) {
      return Float.isFinite(value);
    }
  },
  /** Finite and not negative. */
  NON_NEGATIVE(
      "finite numbers of at least 0; MEAN_SQUARED_ERROR and MEAN_ABSOLUTE_ERROR take all others") {
    @Override
    boolean contains(float value) {
      return value >= 0 && Float.isFinite(value);
    }
  },
  /** From 0 to 1. */
  PROBABILITY("values from 0 to 1; scale the targets to that range") {
    @Override
    boolean contains(float value) {
      return value >= 0 && value <= 1;
    }
  },
  /** One of two classes: -1 and 1, or 0 and 1. */
  SIGN("labels that are all -1 or 1, or all 0 or 1; use one pair of labels in all samples") {
    @Override
    boolean contains(float value) {
      return value == -1 || value == 0 || value == 1;
    }

    @Override
    String problemWith(String loss, float[] target) {
      String problem = super.problemWith(loss, target);
      boolean zeros = false;
      boolean negatives = false;
      for (int i = 0; i < target.length && problem == null; i++) {
        zeros |= target[i] == 0;
        negatives |= target[i] == -1;
        if (zeros && negatives) {
          problem = problem(loss, target, i);
        }
      }
      return problem;
    }
  };

  private final String expected;

  TargetDomain(String expected) {
    this.expected = expected;
  }

  abstract boolean contains(float value);

  /** What is wrong with a target and how to mend it, or null. */
  String problemWith(String loss, float[] target) {
    for (int i = 0; i < target.length; i++) {
      if (!contains(target[i])) {
        return problem(loss, target, i);
      }
    }
    return null;
  }

  final String problem(String loss, float[] target, int index) {
    return "value %d of the target is %s, but %s takes %s"
        .formatted(index, target[index], loss, expected);
  }
}
