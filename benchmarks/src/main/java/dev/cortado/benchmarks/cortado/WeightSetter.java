package dev.cortado.benchmarks.cortado;

import dev.cortado.benchmarks.network.ConvolutionLayer;
import dev.cortado.benchmarks.network.DenseLayer;
import dev.cortado.benchmarks.network.DropoutLayer;
import dev.cortado.benchmarks.network.Extent;
import dev.cortado.benchmarks.network.LayerBuilder;
import dev.cortado.benchmarks.network.LstmLayer;
import dev.cortado.benchmarks.network.MaxPoolingLayer;
import dev.cortado.model.CompiledModel;
import dev.cortado.model.Layer;
import java.util.Iterator;
import org.ejml.data.FMatrixRMaj;

/** Gives the layers of a network that javac has compiled their weights, one after the other. */
final class WeightSetter implements LayerBuilder {
  private static final String KERNEL = "kernel";
  private static final String BIAS = "bias";

  private final Iterator<Layer> layers;

  WeightSetter(CompiledModel model) {
    layers = model.layers().iterator();
    layers.next(); // the input
  }

  @Override
  public void dense(DenseLayer layer, int inputs, float[] kernel, float[] bias) {
    Layer next = layers.next();
    set(next, KERNEL, kernel, layer.units());
    set(next, BIAS, bias, layer.units());
  }

  @Override
  public void convolution(ConvolutionLayer layer, Extent input, float[] kernel, float[] bias) {
    Layer next = layers.next();
    set(next, KERNEL, kernel, layer.filters());
    set(next, BIAS, bias, layer.filters());
  }

  @Override
  public void maxPooling(MaxPoolingLayer layer, Extent input) {
    layers.next();
  }

  @Override
  public void flatten(Extent input) {
    layers.next();
  }

  @Override
  public void dropout(DropoutLayer layer) {
    layers.next();
  }

  @Override
  public void lstm(
      LstmLayer layer, Extent input, float[] kernel, float[] recurrentKernel, float[] bias) {
    Layer next = layers.next();
    set(next, KERNEL, kernel, bias.length);
    set(next, "recurrent_kernel", recurrentKernel, bias.length);
    set(next, BIAS, bias, bias.length);
  }

  private static void set(Layer layer, String parameter, float[] values, int columns) {
    layer.setParameter(parameter, new FMatrixRMaj(values.length / columns, columns, true, values));
  }
}
