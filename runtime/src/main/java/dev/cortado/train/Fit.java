package dev.cortado.train;

import dev.cortado.callback.Callback;
import dev.cortado.data.Dataset;
import dev.cortado.data.Order;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * How a run of training goes: the arguments of Keras's {@code fit}, with its defaults. Begin with
 * {@link #epochs(int)}; each further method returns a copy with a difference.
 *
 * <pre>
 * x, y, sample_weight    Samples.of(x, y).weights(w), or targetWeights(...) by output
 * epochs                 Fit.epochs(n)
 * batch_size             batchSize(n)
 * verbose                progress(...)
 * callbacks              callback(...), once for each
 * validation_split       validationSplit(0.1)
 * validation_data        validationData(...)
 * shuffle                shuffle(...), or order(...) for an order of one's own
 * class_weight           classWeights(Map.of(0, 1.0, 1, 5.0))
 * initial_epoch          initialEpoch(n)
 * steps_per_epoch        stepsPerEpoch(n)
 * validation_steps       validationSteps(n)
 * validation_batch_size  validationBatchSize(n)
 * validation_freq        validationFrequency(n), or validationEpochs(1, 2, 10)
 * BackupAndRestore       resume(file)
 * </pre>
 *
 * @param epochs the number of the epoch before which training ends: how often all samples are
 *     visited, unless it begins with a later epoch than 0
 * @param batchSize how many samples a step sums over; 32 unless given
 * @param initialEpoch the first epoch; 0 unless given
 * @param stepsPerEpoch how many steps an epoch takes; unless given, as many as the data has batches
 * @param validationSplit the last fraction of the samples, kept for validation; 0 unless given
 * @param validation a data set for validation; the split is left out of account then
 * @param validationBatchSize how many samples a batch of the validation holds; as in training
 *     unless given
 * @param validationSteps how many batches of the validation data are evaluated; all unless given
 * @param validationFrequency after each how many epochs there is a validation; 1 unless given
 * @param validationEpochs after which epochs, the first being 1, there is a validation; in place of
 *     the frequency where there are any
 * @param shuffle whether each epoch visits the samples in another order; true unless given
 * @param order the order by epoch, in place of shuffling
 * @param classWeights what the samples of a class count for; 1 where there is none
 * @param resume the checkpoint that the run goes on from, and that it writes
 * @param checkpointSteps after each how many steps the checkpoint is written, besides after each
 *     epoch
 * @param threads over how many threads large steps are split; as many as the machine has processors
 *     unless given
 * @param stopOnInterrupt whether an interrupt (Ctrl-C) ends training after the current step; false
 *     unless given
 * @param progress how progress is shown; {@link Progress#AUTO} unless given
 * @param callbacks who is told, in this order
 */
public record Fit(
    int epochs,
    int batchSize,
    int initialEpoch,
    OptionalInt stepsPerEpoch,
    double validationSplit,
    Optional<Dataset> validation,
    OptionalInt validationBatchSize,
    OptionalInt validationSteps,
    int validationFrequency,
    Set<Integer> validationEpochs,
    boolean shuffle,
    Optional<IntFunction<Order>> order,
    Map<Integer, Double> classWeights,
    Optional<Path> resume,
    OptionalInt checkpointSteps,
    int threads,
    boolean stopOnInterrupt,
    Progress progress,
    List<Callback> callbacks) {
  /** Checks the numbers. */
  public Fit {
    requireAtLeastOne("the number of epochs", epochs);
    requireAtLeastOne("the batch size", batchSize);
    if (initialEpoch < 0 || initialEpoch >= epochs) {
      throw new IllegalArgumentException(
          "the initial epoch is %d, but there are the epochs from 0 to %d; give one of these, or more epochs first"
              .formatted(initialEpoch, epochs - 1));
    }
    stepsPerEpoch.ifPresent(steps -> requireAtLeastOne("the number of steps per epoch", steps));
    if (!(validationSplit >= 0 && validationSplit < 1)) {
      throw new IllegalArgumentException(
          "the validation split is %s; give the fraction of the samples that is kept, at least 0 and below 1"
              .formatted(validationSplit));
    }
    validationBatchSize.ifPresent(size -> requireAtLeastOne("the validation batch size", size));
    validationSteps.ifPresent(steps -> requireAtLeastOne("the number of validation steps", steps));
    requireAtLeastOne("the validation frequency, in epochs,", validationFrequency);
    validationEpochs = Collections.unmodifiableSet(new TreeSet<>(validationEpochs));
    validationEpochs.forEach(
        epoch -> requireAtLeastOne("an epoch that a validation comes after", epoch));
    classWeights = Collections.unmodifiableMap(new TreeMap<>(classWeights));
    classWeights.forEach(
        (label, weight) -> {
          if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException(
                "class %d has the weight %s; give a finite number, or leave it out for 1"
                    .formatted(label, weight));
          }
        });
    checkpointSteps.ifPresent(
        steps -> requireAtLeastOne("the number of steps between checkpoints", steps));
    requireAtLeastOne("the number of threads", threads);
    callbacks = List.copyOf(callbacks);
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s is %d; give at least 1".formatted(what, value));
    }
  }

  /** So many epochs, all else as Keras does by default. */
  public static Fit epochs(int epochs) {
    Draft draft = new Draft();
    draft.epochs = epochs;
    return draft.fit();
  }

  /** This with another batch size. */
  public Fit batchSize(int size) {
    return with(draft -> draft.batchSize = size);
  }

  /** This beginning with a later epoch; the last one stays the same. */
  public Fit initialEpoch(int epoch) {
    return with(draft -> draft.initialEpoch = epoch);
  }

  /**
   * This with epochs of so many steps, for data of unknown or endless length. A pass over the data
   * goes on from epoch to epoch; where it ends, the next one begins.
   */
  public Fit stepsPerEpoch(int steps) {
    return with(draft -> draft.stepsPerEpoch = OptionalInt.of(steps));
  }

  /** This with the last fraction of the samples, before any shuffling, kept for validation. */
  public Fit validationSplit(double fraction) {
    return with(draft -> draft.validationSplit = fraction);
  }

  /** This with a data set for validation, in place of a split. */
  public Fit validationData(Dataset data) {
    return with(draft -> draft.validation = Optional.of(data));
  }

  /** This with another batch size for the validation. */
  public Fit validationBatchSize(int size) {
    return with(draft -> draft.validationBatchSize = OptionalInt.of(size));
  }

  /** This evaluating only the first batches of the validation data. */
  public Fit validationSteps(int steps) {
    return with(draft -> draft.validationSteps = OptionalInt.of(steps));
  }

  /** This with a validation after every so many epochs. */
  public Fit validationFrequency(int epochs) {
    return with(
        draft -> {
          draft.validationFrequency = epochs;
          draft.validationEpochs = Set.of();
        });
  }

  /**
   * This with a validation after these epochs alone, as by a list as Keras's {@code
   * validation_freq}: 1, 2 and 10 are the first, the second and the tenth. Later ones than the last
   * are left out of account.
   */
  public Fit validationEpochs(int... epochs) {
    if (epochs.length == 0) {
      throw new IllegalArgumentException(
          "there are no epochs for validation; give at least one, or no validation data");
    }
    return with(
        draft ->
            draft.validationEpochs =
                Arrays.stream(epochs).boxed().collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a validation comes after an epoch, counted from 0. */
  boolean validatesAfter(int epoch) {
    return validationEpochs.isEmpty()
        ? (epoch + 1) % validationFrequency == 0
        : validationEpochs.contains(epoch + 1);
  }

  /** This with or without shuffling. */
  public Fit shuffle(boolean whether) {
    return with(
        draft -> {
          draft.shuffle = whether;
          draft.order = Optional.empty();
        });
  }

  /**
   * This with orders of one's own, in place of shuffling.
   *
   * @param byPass the order by pass over the data: by epoch, unless {@link #stepsPerEpoch()} is
   *     given. Passes are counted on where a trainer fits again.
   */
  public Fit order(IntFunction<Order> byPass) {
    return with(draft -> draft.order = Optional.of(byPass));
  }

  /**
   * This with weights of classes, which multiply those of the samples in training, not in
   * validation. For networks with one output, whose targets are one class a sample: its index, or
   * one-hot.
   *
   * @param weights a weight by class; classes without one have a weight of 1
   */
  public Fit classWeights(Map<Integer, Double> weights) {
    return with(draft -> draft.classWeights = weights);
  }

  /** This with weights of the classes from 0 on. */
  public Fit classWeights(double... weights) {
    Map<Integer, Double> map = new TreeMap<>();
    for (int label = 0; label < weights.length; label++) {
      map.put(label, weights[label]);
    }
    return classWeights(map);
  }

  /**
   * This writing a checkpoint after each epoch, and going on from it where it exists: a program
   * that was stopped and is run again ends with the same bits as one that was not. A finished run
   * is not repeated; to begin anew, delete the file. The network may be loaded from it, too.
   *
   * @param file a safetensors file, in a directory that need not exist yet
   */
  public Fit resume(Path file) {
    return with(
        draft -> {
          draft.resume = Optional.of(file);
          draft.checkpointSteps = OptionalInt.empty();
        });
  }

  /** This writing the checkpoint of {@link #resume(Path)} after every so many steps, too. */
  public Fit resume(Path file, int everySteps) {
    return with(
        draft -> {
          draft.resume = Optional.of(file);
          draft.checkpointSteps = OptionalInt.of(everySteps);
        });
  }

  /**
   * This with the work of a step split over so many threads, where it is large enough to be worth
   * it. The bits are the same for any number.
   */
  public Fit threads(int count) {
    return with(draft -> draft.threads = count);
  }

  /**
   * This ending, or not ending, after the current step when the program gets an interrupt (Ctrl-C),
   * with the checkpoint of {@link #resume(Path)} written where there is one. {@code fit} returns
   * then, with the reason in the history; a second interrupt ends the program. For one run at a
   * time.
   */
  public Fit stopOnInterrupt(boolean whether) {
    return with(draft -> draft.stopOnInterrupt = whether);
  }

  /** This with another way to show progress. */
  public Fit progress(Progress way) {
    return with(draft -> draft.progress = way);
  }

  /** This with one more callback. */
  public Fit callback(Callback callback) {
    return with(
        draft -> {
          draft.callbacks = new ArrayList<>(callbacks);
          draft.callbacks.add(callback);
        });
  }

  private Fit with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.take(this);
    change.accept(draft);
    return draft.fit();
  }

  /** A fit in the making, with Keras's defaults. */
  private static final class Draft {
    private int epochs;
    private int batchSize = 32;
    private int initialEpoch;
    private OptionalInt stepsPerEpoch = OptionalInt.empty();
    private double validationSplit;
    private Optional<Dataset> validation = Optional.empty();
    private OptionalInt validationBatchSize = OptionalInt.empty();
    private OptionalInt validationSteps = OptionalInt.empty();
    private int validationFrequency = 1;
    private Set<Integer> validationEpochs = Set.of();
    private boolean shuffle = true;
    private Optional<IntFunction<Order>> order = Optional.empty();
    private Map<Integer, Double> classWeights = Map.of();
    private Optional<Path> resume = Optional.empty();
    private OptionalInt checkpointSteps = OptionalInt.empty();
    private int threads = Runtime.getRuntime().availableProcessors();
    private boolean stopOnInterrupt;
    private Progress progress = Progress.AUTO;
    private List<Callback> callbacks = List.of();

    private void take(Fit fit) {
      epochs = fit.epochs;
      batchSize = fit.batchSize;
      initialEpoch = fit.initialEpoch;
      stepsPerEpoch = fit.stepsPerEpoch;
      validationSplit = fit.validationSplit;
      validation = fit.validation;
      validationBatchSize = fit.validationBatchSize;
      validationSteps = fit.validationSteps;
      validationFrequency = fit.validationFrequency;
      validationEpochs = fit.validationEpochs;
      shuffle = fit.shuffle;
      order = fit.order;
      classWeights = fit.classWeights;
      resume = fit.resume;
      checkpointSteps = fit.checkpointSteps;
      threads = fit.threads;
      stopOnInterrupt = fit.stopOnInterrupt;
      progress = fit.progress;
      callbacks = fit.callbacks;
    }

    private Fit fit() {
      return new Fit(
          epochs,
          batchSize,
          initialEpoch,
          stepsPerEpoch,
          validationSplit,
          validation,
          validationBatchSize,
          validationSteps,
          validationFrequency,
          validationEpochs,
          shuffle,
          order,
          classWeights,
          resume,
          checkpointSteps,
          threads,
          stopOnInterrupt,
          progress,
          callbacks);
    }
  }
}
