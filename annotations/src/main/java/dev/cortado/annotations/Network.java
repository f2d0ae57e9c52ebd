package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a neural network. On an interface that extends {@code dev.cortado.model.Model}; every
 * method is a layer, in source order, and returns {@code dev.cortado.model.Layer}:
 *
 * <pre>{@code
 * @Network
 * public interface Digits extends Model {
 *   @Input(784)                                 Layer pixels();
 *   @Dense(units = 10, activation = RELU)       Layer squeeze();
 *   @Dense(units = 128, activation = RELU)      Layer hidden();
 *   @Dense(units = 10, activation = SOFTMAX)    Layer digit();
 * }
 * }</pre>
 *
 * <p>javac then writes the class {@code DigitsNetwork} beside it: {@code Digits digits =
 * DigitsNetwork.create(42);}
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {
  /**
   * Whether javac also writes the derivative with respect to the inputs, which {@code
   * dev.cortado.explain} needs. Training and predictions do the same with and without.
   */
  boolean explain() default false;

  /**
   * Whether javac also writes the prediction of a sequence whose steps arrive one after another:
   * {@code stream()} of the network. Training and predictions do the same with and without.
   */
  boolean stream() default false;
}
