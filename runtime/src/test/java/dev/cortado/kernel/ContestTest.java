package dev.cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Which kernels a place of a program uses, by the times of its calls. */
class ContestTest {
  private static final long WORK = 1_000_000;

  /** More calls than a contest takes. */
  private static final int MANY = 40;

  private final Contest<String> contest = new Contest<>("plain");

  /** One call. */
  private String call(String inUse, long plainNanos, long otherNanos) {
    String used = contest.next(inUse);
    if (contest.measures(inUse, WORK)) {
      contest.took(used, inUse, WORK, used.equals("plain") ? plainNanos : otherNanos);
    }
    return used;
  }

  private void calls(int count, long plainNanos, long otherNanos) {
    for (int i = 0; i < count; i++) {
      call("other", plainNanos, otherNanos);
    }
  }

  @Test
  void beforeOthersAreCompiledThereIsNoContest() {
    for (int i = 0; i < MANY; i++) {
      assertEquals("plain", call("plain", 1, 1));
    }
    assertTrue(contest.measures("other", WORK));
  }

  @Test
  void theFasterOnesWin() {
    calls(MANY, 500, 400);
    assertEquals("other", call("other", 500, 400));
    assertFalse(contest.measures("other", WORK));
  }

  /** A call that another thread interrupts takes long, but not each of them does. */
  @Test
  void aSlowCallDoesNotCount() {
    call("other", 500, 9_000_000);
    calls(MANY, 500, 400);
    assertEquals("other", call("other", 500, 400));
  }

  /** The others are tried ever more seldom. */
  @Test
  void plainOnesThatAreFasterStay() {
    int others = 0;
    for (int i = 0; i < 10_000; i++) {
      others += call("other", 400, 500).equals("other") ? 1 : 0;
    }
    assertTrue(others < 100, others + " slow calls");
  }

  /** What was slow when it was tried, as HotSpot compiled it once more, gets another chance. */
  @Test
  void thoseThatHaveLostAreTriedAgain() {
    calls(MANY, 400, 5000);
    assertEquals("plain", call("other", 400, 200));
    calls(1000, 400, 200);
    assertEquals("other", call("other", 400, 200));
  }

  /** Single samples say nothing of the batches that most of the time goes to. */
  @Test
  void largerCallsBeginAnew() {
    for (int i = 0; i < 8; i++) {
      String used = contest.next("other");
      contest.took(used, "other", WORK / 2, used.equals("plain") ? 1 : 1000);
    }
    calls(MANY, 500, 400);
    assertEquals("other", call("other", 500, 400));
    assertFalse(contest.measures("other", WORK / 2));
  }

  @Test
  void shortCallsAreNoMeasure() {
    assertFalse(contest.measures("other", 1000));
  }
}
