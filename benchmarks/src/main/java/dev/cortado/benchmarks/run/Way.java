package dev.cortado.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way of computing a dense layer: a form of generated code, or a peer.
 *
 * @param label what tables call it
 * @param contender the library and how it is started
 * @param form the form that javac is told; empty where it chooses
 * @param widest the greatest width that is measured
 * @param oneByOne whether batches are predicted sample by sample, as the form has no code for them
 * @param plain whether it does without the Vector API and without native code
 */
record Way(
    String label,
    Contender contender,
    Optional<String> form,
    int widest,
    boolean oneByOne,
    boolean plain) {
  private static final int WIDEST = 2048;
  private static final List<String> PLAIN_PEERS = List.of("EJML by hand", "Encog");

  /** All ways of the contenders that are given; the first two are ours, without and with SIMD. */
  static List<Way> of(List<Contender> contenders) {
    Contender plain = contenders.get(0);
    Contender simd = contenders.get(1);
    List<Way> ways = new ArrayList<>();
    // What javac chooses up to 8: one local variable for each value of the network.
    ways.add(new Way("local variables", plain, Optional.empty(), 8, true, true));
    // From 32 on the method is larger than HotSpot compiles.
    ways.add(new Way("straight-line", plain, Optional.of("straight-line"), 16, false, true));
    ways.add(new Way("registers", plain, Optional.of("registers"), 128, true, true));
    ways.add(new Way("kernel", plain, Optional.of("kernel"), WIDEST, false, true));
    ways.add(new Way("kernel, SIMD", simd, Optional.of("kernel"), WIDEST, false, false));
    for (Contender peer : contenders.subList(2, contenders.size())) {
      boolean isPlain = PLAIN_PEERS.contains(peer.label());
      ways.add(new Way(peer.label(), peer, Optional.empty(), WIDEST, false, isPlain));
    }
    return ways;
  }
}
