package dev.cortado.processor.layer;

import dev.cortado.processor.declare.AnnotationUse;
import dev.cortado.processor.graph.Shape;
import java.util.List;

/** How a layer takes a sequence whose steps, along the first axis, arrive one after another. */
sealed interface Pace {
  /** A step of the output follows from the same step of the inputs and what was kept before. */
  Pace EACH_STEP = new EachStep();

  /** The output follows from the last step and what was kept before: it is no sequence. */
  Pace LAST_STEP = new LastStep();

  /** The output follows from all steps at once. */
  Pace WHOLE =
      new Whole(
          "",
          "put a recurrent layer without returnSequences above it, which hands on its last step, or remove stream = true");

  /** The pace of what works along the last axis, if that is not the axis of the steps. */
  static Pace alongLastAxis(Sequence sequence) {
    return alongAxis(-1, sequence);
  }

  /** The pace of what works along an axis, negative ones counted from the last. */
  static Pace alongAxis(int axis, Sequence sequence) {
    return axis == 0 || axis + sequence.input().rank() == 0 ? WHOLE : EACH_STEP;
  }

  /**
   * A layer that takes sequences.
   *
   * @param annotation its annotation
   * @param inputs the shapes of the whole sequences
   * @param output the shape of what it makes of them
   */
  record Sequence(AnnotationUse annotation, List<Shape> inputs, Shape output) {
    /** Copies the shapes. */
    public Sequence {
      inputs = List.copyOf(inputs);
    }

    /** The shape of the first input. */
    Shape input() {
      return inputs.get(0);
    }

    /** Whether the output has as many steps as the first input. */
    boolean keepsSteps() {
      return output.sizes().get(0).equals(input().sizes().get(0));
    }
  }

  /** See {@link #EACH_STEP}. */
  record EachStep() implements Pace {}

  /** See {@link #LAST_STEP}. */
  record LastStep() implements Pace {}

  /**
   * See {@link #WHOLE}.
   *
   * @param attribute the attribute that makes it so; empty where it is the layer itself
   * @param fix how to mend it
   */
  record Whole(String attribute, String fix) implements Pace {}
}
