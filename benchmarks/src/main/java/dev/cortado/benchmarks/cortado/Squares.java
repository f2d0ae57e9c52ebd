package dev.cortado.benchmarks.cortado;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.benchmarks.network.Sequential;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;

/** Single products of square matrices: how the code looks depends on the width. */
final class Squares {
  private Squares() {}

  static CompiledModel create(Sequential network) {
    return switch (network.inputs()) {
      case 4 -> Square4Network.create(1);
      case 8 -> Square8Network.create(1);
      case 16 -> Square16Network.create(1);
      case 32 -> Square32Network.create(1);
      case 64 -> Square64Network.create(1);
      case 128 -> Square128Network.create(1);
      case 256 -> Square256Network.create(1);
      case 512 -> Square512Network.create(1);
      case 1024 -> Square1024Network.create(1);
      case 2048 -> Square2048Network.create(1);
      default ->
          throw new IllegalArgumentException("no network '" + network.name() + "' is compiled");
    };
  }

  @Network
  interface Square4 extends Model {
    @Input(4)
    Layer in();

    @Dense(units = 4)
    Layer out();
  }

  @Network
  interface Square8 extends Model {
    @Input(8)
    Layer in();

    @Dense(units = 8)
    Layer out();
  }

  @Network
  interface Square16 extends Model {
    @Input(16)
    Layer in();

    @Dense(units = 16)
    Layer out();
  }

  @Network
  interface Square32 extends Model {
    @Input(32)
    Layer in();

    @Dense(units = 32)
    Layer out();
  }

  @Network
  interface Square64 extends Model {
    @Input(64)
    Layer in();

    @Dense(units = 64)
    Layer out();
  }

  @Network
  interface Square128 extends Model {
    @Input(128)
    Layer in();

    @Dense(units = 128)
    Layer out();
  }

  @Network
  interface Square256 extends Model {
    @Input(256)
    Layer in();

    @Dense(units = 256)
    Layer out();
  }

  @Network
  interface Square512 extends Model {
    @Input(512)
    Layer in();

    @Dense(units = 512)
    Layer out();
  }

  @Network
  interface Square1024 extends Model {
    @Input(1024)
    Layer in();

    @Dense(units = 1024)
    Layer out();
  }

  @Network
  interface Square2048 extends Model {
    @Input(2048)
    Layer in();

    @Dense(units = 2048)
    Layer out();
  }
}
