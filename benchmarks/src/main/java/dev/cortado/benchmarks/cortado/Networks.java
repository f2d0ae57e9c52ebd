package dev.cortado.benchmarks.cortado;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;
import static dev.cortado.annotations.ActivationFunction.TANH;

import dev.cortado.annotations.Conv2D;
import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Dropout;
import dev.cortado.annotations.Flatten;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.LSTM;
import dev.cortado.annotations.MaxPooling2D;
import dev.cortado.annotations.Network;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;

/** The networks of the workloads. */
final class Networks {
  private Networks() {}

  /** The network as Cortado compiled it, with random weights. */
  static CompiledModel create(Sequential network) {
    return switch (network.name()) {
      case "seed" -> SeedNetwork.create(1);
      case "wide" -> WideNetwork.create(1);
      case "tiny" -> TinyNetwork.create(1);
      case "conv" -> ConvNetwork.create(1);
      case "conv without dropout" -> ConvWithoutDropoutNetwork.create(1);
      case "lstm" -> ForecastNetwork.create(1);
      default -> Squares.create(network);
    };
  }

  @Network
  interface Seed extends Model {
    @Input(784)
    Layer pixels();

    @Dense(units = 10, activation = RELU)
    Layer squeeze();

    @Dense(units = 128, activation = RELU)
    Layer hidden();

    @Dense(units = 10, activation = SOFTMAX)
    Layer digit();
  }

  @Network
  interface Wide extends Model {
    @Input(784)
    Layer pixels();

    @Dense(units = 512, activation = RELU)
    Layer first();

    @Dense(units = 512, activation = RELU)
    Layer second();

    @Dense(units = 10, activation = SOFTMAX)
    Layer digit();
  }

  @Network
  interface Tiny extends Model {
    @Input(4)
    Layer sizes();

    @Dense(units = 16, activation = TANH)
    Layer first();

    @Dense(units = 16, activation = TANH)
    Layer second();

    @Dense(units = 3, activation = SOFTMAX)
    Layer species();
  }

  @Network
  interface Conv extends Model {
    @Input({28, 28, 1})
    Layer pixels();

    @Conv2D(filters = 32, kernelSize = 3, activation = RELU)
    Layer strokes();

    @MaxPooling2D
    Layer halved();

    @Conv2D(filters = 64, kernelSize = 3, activation = RELU)
    Layer shapes();

    @MaxPooling2D
    Layer quartered();

    @Flatten
    Layer features();

    @Dropout(0.5)
    Layer kept();

    @Dense(units = 10, activation = SOFTMAX)
    Layer digit();
  }

  @Network
  interface ConvWithoutDropout extends Model {
    @Input({28, 28, 1})
    Layer pixels();

    @Conv2D(filters = 32, kernelSize = 3, activation = RELU)
    Layer strokes();

    @MaxPooling2D
    Layer halved();

    @Conv2D(filters = 64, kernelSize = 3, activation = RELU)
    Layer shapes();

    @MaxPooling2D
    Layer quartered();

    @Flatten
    Layer features();

    @Dense(units = 10, activation = SOFTMAX)
    Layer digit();
  }

  @Network
  interface Forecast extends Model {
    @Input({50, 14})
    Layer weather();

    @LSTM(units = 64)
    Layer memory();

    @Dense(units = 1)
    Layer temperature();
  }
}
