package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Each network is compiled on its own: what befalls one is nothing to another. */
class IsolationTest {
  private static final JavaFileObject BROKEN = network("Broken");
  private static final JavaFileObject SOUND = network("Sound");

  @Test
  void aFileThatCannotBeWrittenIsAnInternalFailureOfItsNetwork() {
    Compilation compilation = failing();
    List<? extends Diagnostic<?>> errors = compilation.errors();
    assertEquals(1, errors.size(), errors::toString);
    assertEquals(
        "[Internal] network Broken could not be compiled: java.io.IOException: no space left,"
            + " says the disk",
        text(errors.get(0)).lines().findFirst().orElseThrow());
    assertTrue(
        text(errors.get(0)).contains("fix: this is a fault of Cortado; please report it"),
        text(errors.get(0)));
    assertEquals(2, errors.get(0).getLineNumber());
    assertEquals(41, errors.get(0).getColumnNumber());
    assertSoundIsCompiled(compilation);
  }

  /** A compilation of two networks, the file of one of which cannot be written. */
  static Compilation failing() {
    return compile(
        environment ->
            Meddling.with(
                environment,
                "getFiler",
                Meddling.before(
                    Filer.class,
                    environment.getFiler(),
                    "createSourceFile",
                    arguments -> {
                      if (arguments[0].equals("test.BrokenNetwork")) {
                        throw new IOException("no space left,\n  says the disk");
                      }
                    })));
  }

  @Test
  void aFailureWhileReadingIsAnInternalFailureOfItsNetwork() {
    for (Throwable failure :
        List.of(
            new IllegalStateException("odd"),
            new NoSuchMethodError("of another version"),
            new StackOverflowError())) {
      Compilation compilation = compile(environment -> failingElements(environment, failure));
      assertEquals(
          List.of("[Internal] network Broken could not be compiled: " + failure),
          compilation.errors().stream()
              .map(error -> text(error).lines().findFirst().orElseThrow())
              .toList());
      assertSoundIsCompiled(compilation);
    }
  }

  private static ProcessingEnvironment failingElements(
      ProcessingEnvironment environment, Throwable failure) {
    return Meddling.with(
        environment,
        "getElementUtils",
        Meddling.before(
            Elements.class,
            environment.getElementUtils(),
            "getAllMembers",
            arguments -> {
              if (((Element) arguments[0]).getSimpleName().contentEquals("Broken")) {
                throw failure;
              }
            }));
  }

  @Test
  void aFaultyNetworkDoesNotStopAnother() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .withOptions("-Acortado.verbose=true")
            .compile(
                JavaFileObjects.forSourceString(
                    "test.Faulty",
                    "package test; @dev.cortado.annotations.Network interface Faulty {}"),
                SOUND);
    assertEquals(2, compilation.errors().size(), () -> compilation.errors().toString());
    assertSoundIsCompiled(compilation);
  }

  private static void assertSoundIsCompiled(Compilation compilation) {
    assertTrue(
        compilation.notes().stream().anyMatch(note -> text(note).startsWith("network Sound")),
        () -> compilation.notes().toString());
  }

  /** Gradle compiles again only what has changed, where each file comes of one type. */
  @Test
  void everyFileComesOfTheNetworkAlone() {
    List<String> origins = new ArrayList<>();
    compile(
        environment ->
            Meddling.with(
                environment,
                "getFiler",
                Meddling.before(
                    Filer.class,
                    Meddling.before(
                        Filer.class,
                        environment.getFiler(),
                        "createResource",
                        arguments -> origins.add(arguments[2] + " " + List.of(last(arguments)))),
                    "createSourceFile",
                    arguments -> origins.add(arguments[0] + " " + List.of(last(arguments))))));
    assertEquals(
        List.of(
            "test.BrokenNetwork [test.Broken]",
            "BrokenNetwork.mmd [test.Broken]",
            "test.SoundNetwork [test.Sound]",
            "SoundNetwork.mmd [test.Sound]"),
        origins);
  }

  private static Object[] last(Object[] arguments) {
    return (Object[]) arguments[arguments.length - 1];
  }

  private static Compilation compile(UnaryOperator<ProcessingEnvironment> change) {
    return Compiler.javac()
        .withProcessors(new Meddling(change))
        .withOptions("-Acortado.graph=true", "-Acortado.verbose=true")
        .compile(BROKEN, SOUND);
  }

  private static JavaFileObject network(String name) {
    return JavaFileObjects.forSourceString(
        "test." + name,
        """
        package test;
        @dev.cortado.annotations.Network public interface %s extends dev.cortado.model.Model {
          @dev.cortado.annotations.Input(2) dev.cortado.model.Layer in();
        }
        """
            .formatted(name));
  }

  private static String text(Diagnostic<?> diagnostic) {
    return diagnostic.getMessage(Locale.ROOT);
  }
}
