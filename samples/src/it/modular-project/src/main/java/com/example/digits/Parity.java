package com.example.digits;

import dev.cortado.annotations.ActivationFunction;
import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;

/** Whether a number of three bits is odd. */
@Network
public interface Parity extends Model {
  @Input(3)
  Layer bits();

  @Dense(units = 4, activation = ActivationFunction.TANH)
  Layer hidden();

  @Dense(units = 1, activation = ActivationFunction.SIGMOID)
  Layer odd();
}
