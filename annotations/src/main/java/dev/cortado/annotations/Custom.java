package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation of your own. Without parameters, the class implements {@code
 * dev.cortado.model.CustomOperation}; with parameters, {@code dev.cortado.model.CustomLayer}:
 *
 * <pre>{@code
 * @Custom(Softplus.class)                                              Layer smooth();
 * @Custom(value = Scale.class, parameters = @CustomParameter(name = "factor", shape = 8)) Layer scaled();
 * }</pre>
 *
 * <p>The generated class holds one instance for all threads, so that it keeps no state. It needs a
 * constructor without parameters that the network's package can call.
 */
@Documented
@LayerType(LayerType.Arity.ONE)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Custom {
  /** The class of the operation. */
  Class<?> value();

  /** The shape of the value, of positive sizes; that of the input unless given. */
  int[] shape() default {};

  /** The parameters, which follow on one another in the arrays that the operation is given. */
  CustomParameter[] parameters() default {};

  /** Whether training leaves this layer's parameters as they are. */
  boolean frozen() default false;

  /** The name of the layer that feeds this one; the layer above unless given. */
  String input() default "";
}
