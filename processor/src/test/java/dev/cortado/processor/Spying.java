package dev.cortado.processor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Hands everything on to a processor, and notes the origins of each source that it writes. */
final class Spying extends AbstractProcessor {
  private final Processor processor;
  private final List<Set<String>> origins;

  Spying(Processor processor, List<Set<String>> origins) {
    this.processor = processor;
    this.origins = origins;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Filer filer = environment.getFiler();
    Filer spy =
        proxy(
            Filer.class,
            (proxy, method, arguments) -> {
              if (method.getName().equals("createSourceFile")) {
                origins.add(
                    Arrays.stream((Element[]) arguments[1])
                        .map(Element::toString)
                        .collect(Collectors.toSet()));
              }
              return forward(filer, method, arguments);
            });
    processor.init(
        proxy(
            ProcessingEnvironment.class,
            (proxy, method, arguments) ->
                method.getName().equals("getFiler")
                    ? spy
                    : forward(environment, method, arguments)));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object forward(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  @SuppressWarnings("DoNotClaimAnnotations") // as the other does
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return processor.process(annotations, round);
  }
}
