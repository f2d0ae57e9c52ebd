package com.example;

import static dev.cortado.annotations.ActivationFunction.RELU;
import static dev.cortado.annotations.ActivationFunction.SOFTMAX;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.Network;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;

@Network
public interface Digits extends Model {
  @Input(784)                                Layer pixels();
  @Dense(units = 10, activation = RELU)      Layer squeeze();
  @Dense(units = 128, activation = RELU)     Layer hidden();
  @Dense(units = 10, activation = SOFTMAX)   Layer digit();
}
