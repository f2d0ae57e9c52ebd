package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An input of the network: what the caller passes to {@code predict}. {@code @Input(784)} takes 784
 * numbers, {@code @Input({28, 28, 1})} a picture of 28 rows, 28 columns and 1 channel, in row-major
 * order.
 */
@Documented
@LayerType(LayerType.Arity.NONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Input {
  /** The shape of one sample: one or more positive sizes. */
  @Within(min = 1)
  int[] value();
}
