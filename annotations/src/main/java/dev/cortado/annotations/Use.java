package dev.cortado.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Another network as a layer. What feeds the layer takes the place of the other network's inputs,
 * and the layer hands on what the other network's output is. Its parameters are this network's own,
 * under paths: {@code blocks/3/wide/kernel}.
 *
 * <pre>{@code
 * @Network
 * public interface Tower extends Model {
 *   @Input({64, 128})                             Layer words();
 *   @Use(value = TransformerBlock.class, repeat = 24)  Layer blocks();
 *   @Dense(units = 10)                            Layer out();
 * }
 * }</pre>
 */
@Documented
@LayerType(LayerType.Arity.SOME)
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Use {
  /** An interface that is annotated with {@link Network} and has one output. */
  Class<?> value();

  /**
   * How many of it stand one after another, each with parameters of its own. More than one only of
   * a network with one input, whose output has the input's shape.
   */
  @Within(min = 1)
  int repeat() default 1;

  /**
   * The names of the layers that feed the other network's inputs, in the order in which it declares
   * them; the layer above unless given.
   */
  String[] input() default {};
}
