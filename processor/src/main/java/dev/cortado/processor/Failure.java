package dev.cortado.processor;

import dev.cortado.processor.check.Diagnostic;
import dev.cortado.processor.check.Problem;
import dev.cortado.processor.declare.Place;
import java.util.Arrays;
import javax.lang.model.element.TypeElement;

/** What a failure while a network is compiled says to its user. */
final class Failure {
  /** The library that prints Java, as build tools call it. */
  private static final String LIBRARY = "com.palantir.javapoet:javapoet";

  /** Its package, as the JVM calls it. */
  private static final String PACKAGE = "com/palantir/javapoet/";

  private Failure() {}

  /** The problem of a network. */
  static Diagnostic of(TypeElement network, Throwable failure) {
    return isOfLibrary(failure) ? missingJar(network, failure) : internal(network, failure);
  }

  private static boolean isOfLibrary(Throwable failure) {
    return failure instanceof NoClassDefFoundError
        && String.valueOf(failure.getMessage()).startsWith(PACKAGE);
  }

  private static Diagnostic missingJar(TypeElement network, Throwable failure) {
    return Problem.MISSING_JAR
        .at(
            Place.of(network),
            "network %s could not be written: the jar of %s is not on the processor path"
                .formatted(network.getSimpleName(), LIBRARY))
        .found("no class " + failure.getMessage().replace('/', '.'))
        .fix(
            "add that jar to -processorpath, beside the processor's; Maven and Gradle add it where they resolve cortado-processor");
  }

  private static Diagnostic internal(TypeElement network, Throwable failure) {
    return Problem.INTERNAL
        .at(
            Place.of(network),
            "network %s could not be compiled: %s"
                .formatted(network.getSimpleName(), failure.toString().replaceAll("\\R\\s*", " ")))
        .found("at " + origin(failure))
        .fix("this is a fault of Cortado; please report it with the interface");
  }

  /** The innermost line of Cortado that a failure went through. */
  private static String origin(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("dev.cortado.processor."))
        .findFirst()
        .map(StackTraceElement::toString)
        .orElse("an unknown line");
  }
}
