package dev.cortado.optimizer;

import dev.cortado.kernel.Scratch;
import dev.cortado.kernel.Team;
import java.util.Map;

/** A run whose steps are one pass over the parameters, which a team may share. */
final class PassRun implements Optimizer.Run, Team.Work {
  /** With fewer parameters, waking others takes longer than the pass. */
  private static final int LEAST = 50_000;

  /** Parts begin at multiples of this, so that two threads never write to one cache line. */
  private static final int GRAIN = 64;

  private final Map<String, float[]> slots;
  private final Slots.Pass pass;
  private final int size;
  private long steps;
  private Team team;

  private float[] parameters;
  private float[] gradient;
  private double learningRate;

  PassRun(Map<String, float[]> slots, Slots.Pass pass, int size) {
    this.slots = slots;
    this.pass = pass;
    this.size = size;
  }

  @Override
  public void team(Team threads) {
    team = threads;
  }

  @Override
  public void step(float[] w, float[] g, double rate) {
    steps++;
    if (team == null || team.threads() == 1 || size < LEAST) {
      pass.take(w, g, rate, steps, 0, size);
      return;
    }
    parameters = w;
    gradient = g;
    learningRate = rate;
    team.run(this, null);
  }

  @Override
  public void run(int part, int parts, Scratch scratch) {
    int from = Team.begin(size, part, parts, GRAIN);
    int to = Team.begin(size, part + 1, parts, GRAIN);
    pass.take(parameters, gradient, learningRate, steps, from, to);
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public Map<String, float[]> slots() {
    return slots;
  }

  @Override
  public void resumeAt(long resumed) {
    steps = resumed;
  }
}
