package dev.cortado.callback;

import dev.cortado.model.Layer;
import dev.cortado.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A run of training, as callbacks see it. */
public interface Training {
  /** The network in training. */
  Model model();

  /** How many epochs are planned. */
  int epochs();

  /** How many steps an epoch takes, where the data set knows its size. */
  OptionalInt stepsPerEpoch();

  /**
   * The names of the figures of epochs, those of the validation included, which not every epoch
   * need have. Callbacks may add others.
   */
  List<String> figures();

  /** The learning rate of the last step. */
  double learningRate();

  /** Sets the learning rate from now on, in place of the optimizer's schedule. */
  void setLearningRate(double rate);

  /** The gradient of the last step: the array itself, as long as the trainable parameters. */
  float[] gradient();

  /**
   * What a layer computed for the samples of the last step: the rows themselves, which the next
   * step overwrites. None before the first step of a trainer.
   */
  List<float[]> values(Layer layer);

  /** Ends training after the current step, with a reason that the history keeps. */
  void stop(String reason);

  /**
   * Why training ends before its last epoch, from when that is decided: the reason given to {@link
   * #stop}, or an interrupt. Empty where all epochs are trained.
   */
  Optional<String> stopReason();

  /**
   * Writes a checkpoint, from which {@link dev.cortado.train.Fit#resume} goes on: the weights, the
   * optimizer's state, the place in the data, the figures so far and what callbacks remember. It is
   * written as soon as all callbacks know of the current event, so that it holds what each of them
   * made of it: asked for after an epoch or a step, it goes on with the next one; asked for before
   * a step, it is written after it. The file appears whole or not at all; {@code fit} fails where
   * it cannot be written.
   *
   * @param file a safetensors file, in a directory that need not exist yet. One that is there is
   *     replaced.
   */
  void checkpoint(Path file);
}
