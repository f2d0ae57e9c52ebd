package dev.cortado.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every optimizer in every form that has a loop of its own, bare and with all that goes around. */
final class Catalogue {
  private Catalogue() {}

  /** The optimizers without anything around. */
  static Stream<Optimizer> bare() {
    List<Optimizer> all = new ArrayList<>();
    for (Flavour flavour : Flavour.values()) {
      all.add(Sgd.create(flavour));
      all.add(Sgd.create(flavour).momentum(0.9));
      all.add(Sgd.create(flavour).momentum(0.9).nesterov(true));
      all.add(RmsProp.create(flavour));
      all.add(RmsProp.create(flavour).momentum(0.9));
      all.add(RmsProp.create(flavour).centered(true));
      all.add(RmsProp.create(flavour).centered(true).momentum(0.9));
      all.add(Adagrad.create(flavour));
      all.add(Adadelta.create(flavour));
      all.add(Adam.create(flavour));
      all.add(Adam.create(flavour).amsgrad(true));
      all.add(AdamW.create(flavour));
      all.add(Adamax.create(flavour));
      all.add(Nadam.create(flavour));
    }
    all.add(Lion.create());
    all.add(Ftrl.create().l1(0.01));
    all.add(Ftrl.create().learningRatePower(-0.4));
    return all.stream();
  }

  /** The optimizers, and two of them with what is common to all. */
  static Stream<Optimizer> all() {
    return Stream.concat(
        bare(), Stream.of(Sgd.create(), Nadam.create()).flatMap(Catalogue::surrounded));
  }

  private static Stream<Optimizer> surrounded(Optimizer optimizer) {
    return Stream.of(
        optimizer.clipValue(0.5),
        optimizer.clipNorm(0.5),
        optimizer.globalClipNorm(0.5),
        optimizer.weightDecay(0.1),
        optimizer.movingAverage(0.9),
        optimizer.movingAverage(0.9, 4),
        optimizer.accumulateGradients(3),
        optimizer
            .accumulateGradients(2)
            .globalClipNorm(0.5)
            .weightDecay(0.1, parameter -> parameter.name().equals("bias"))
            .movingAverage(0.9, 3));
  }
}
