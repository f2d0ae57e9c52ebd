package dev.cortado.kernel;

/**
 * Which of two kernels are faster at one place of a program, by its own calls: how many lanes
 * vectors have and how large a product is decide whether it gains by the Vector API. Both give the
 * same bits. Read and written without locks: a lost measurement only delays the result.
 *
 * @param <K> the kernels
 */
final class Contest<K> {
  /** Each takes what the least of so many calls takes, as other threads run, too. */
  private static final int TURNS = 8;

  /** Calls with fewer multiply-adds, some microseconds, are no measure. */
  private static final long LEAST_WORK = 50_000;

  /**
   * After so many calls plain kernels that have won must win again, then after twice as many: the
   * others may have been slow because HotSpot had not compiled all that they call.
   */
  private static final int FIRST_REIGN = 16;

  private static final int LONGEST_REIGN = 1 << 20;

  private final K plain;

  /** Null while the contest is open. */
  private K winner;

  private int turns;
  private long work;
  private int reign = FIRST_REIGN;
  private int callsLeft;

  /** Nanoseconds for a multiply-add. */
  private float leastOfPlain;

  private float leastOfOthers;

  /** Between the plain kernels and those that come into use. */
  Contest(K plain) {
    this.plain = plain;
    open();
  }

  private void open() {
    winner = null;
    turns = 0;
    leastOfPlain = Float.MAX_VALUE;
    leastOfOthers = Float.MAX_VALUE;
  }

  /**
   * The kernels for the next call.
   *
   * @param inUse the plain ones, or the others once they are compiled
   */
  K next(K inUse) {
    K won = winner;
    if (won == plain && --callsLeft <= 0) {
      reign = Math.min(2 * reign, LONGEST_REIGN);
      open();
    } else if (won != null) {
      return won;
    }
    return turns % 2 == 0 ? inUse : plain;
  }

  /** Whether it matters how long such a call takes. */
  boolean measures(K inUse, long multiplyAdds) {
    return winner == null && inUse != plain && multiplyAdds >= Math.max(work, LEAST_WORK);
  }

  /** Takes account of a call of one of the two, for so many multiply-adds. */
  void took(K used, K others, long multiplyAdds, long nanos) {
    if (multiplyAdds > work) {
      work = multiplyAdds;
      open();
    }
    float each = nanos / (float) multiplyAdds;
    if (used == plain) {
      leastOfPlain = Math.min(leastOfPlain, each);
    } else {
      leastOfOthers = Math.min(leastOfOthers, each);
    }
    if (++turns >= 2 * TURNS) {
      callsLeft = reign;
      winner = leastOfOthers <= leastOfPlain ? others : plain;
    }
  }
}
