import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Prints the GFLOP/s of multiplying and adding vectors that never leave their registers. */
final class FmaLoop {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int TURNS = 10_000_000;
  private static final int CHAINS = 12;

  public static void main(String[] arguments) {
    double best = 0;
    float sum = 0;
    for (int round = 0; round < 20; round++) {
      long begin = System.nanoTime();
      sum += chains();
      double nanos = System.nanoTime() - begin;
      best = Math.max(best, 2.0 * TURNS * CHAINS * SPECIES.length() / nanos);
    }
    if (Float.isNaN(sum)) {
      throw new IllegalStateException("the sums are kept finite, but one is not");
    }
    System.out.println(best);
  }

  /** More chains of dependent operations than a core has in flight at once. */
  private static float chains() {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector y = FloatVector.broadcast(SPECIES, 1f);
    FloatVector a = y;
    FloatVector b = y;
    FloatVector c = y;
    FloatVector d = y;
    FloatVector e = y;
    FloatVector f = y;
    FloatVector g = y;
    FloatVector h = y;
    FloatVector i = y;
    FloatVector j = y;
    FloatVector k = y;
    FloatVector l = y;
    for (int turn = 0; turn < TURNS; turn++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
  }
}
