package dev.cortado.processor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** The compiler in an environment that a test has changed. */
final class Meddling extends AbstractProcessor {
  private final Processor compiler = new NetworkProcessor();
  private final UnaryOperator<ProcessingEnvironment> change;

  /** The compiler in what a function makes of its environment. */
  Meddling(UnaryOperator<ProcessingEnvironment> change) {
    this.change = change;
  }

  /** What a test does when a method is called: before the call, whose arguments it sees. */
  @FunctionalInterface
  interface Before {
    void call(Object[] arguments) throws Throwable;
  }

  /** An object that does something before a method. */
  static <T> T before(Class<T> type, T target, String method, Before action) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                action.call(arguments);
              }
              try {
                return called.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** An environment with another object in place of what a method returns. */
  static ProcessingEnvironment with(
      ProcessingEnvironment environment, String method, Object replacement) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            Meddling.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            (proxy, called, arguments) ->
                called.getName().equals(method)
                    ? replacement
                    : called.invoke(environment, arguments));
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    compiler.init(change.apply(environment));
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return compiler.getSupportedAnnotationTypes();
  }

  @Override
  public Set<String> getSupportedOptions() {
    return compiler.getSupportedOptions();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return compiler.getSupportedSourceVersion();
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // the compiler does
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return compiler.process(annotations, round);
  }
}
