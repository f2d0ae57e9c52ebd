package com.example;

import static dev.cortado.annotations.ActivationFunction.TANH;

import dev.cortado.annotations.Custom;
import dev.cortado.annotations.CustomParameter;
import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Init;
import dev.cortado.annotations.Initializer;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;

@Network(explain = true)
public interface Curve extends Model {
  @Input(2)                              Layer in();
  @Dense(units = 8, activation = TANH)   Layer hidden();
  @Custom(Cubes.class)                   Layer cubes();
  @Custom(value = Scaling.class,
      parameters = @CustomParameter(name = "factor", shape = 8, initializer = @Init(Initializer.ONES)))
                                         Layer scaled();
  @Dense(units = 1)                      Layer out();
}
