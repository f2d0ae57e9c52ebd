package dev.cortado.callback;

import dev.cortado.model.Model;
import java.util.OptionalInt;

/** A run of training, as callbacks see it. */
public interface Training {
  /** The network in training. */
  Model model();

  /** How many epochs are planned. */
  int epochs();

  /** How many steps an epoch takes, where the data set knows its size. */
  OptionalInt stepsPerEpoch();

  /** The learning rate of the last step. */
  double learningRate();

  /** Sets the learning rate from now on, in place of the optimizer's schedule. */
  void setLearningRate(double rate);

  /** The gradient of the last step: the array itself, as long as the trainable parameters. */
  float[] gradient();

  /** Ends training after the current step, with a reason that the history keeps. */
  void stop(String reason);
}
