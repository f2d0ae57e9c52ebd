package com.example;

import dev.cortado.annotations.Dense;
import dev.cortado.annotations.GRU;
import dev.cortado.annotations.Input;
import dev.cortado.annotations.LSTM;
import dev.cortado.annotations.Network;
import dev.cortado.model.Layer;
import dev.cortado.model.Model;

@Network(stream = true)
public interface Wear extends Model {
  @Input({50, 14})                            Layer readings();
  @LSTM(units = 32, returnSequences = true)   Layer first();
  @GRU(units = 16)                            Layer second();
  @Dense(units = 1)                           Layer life();
}
