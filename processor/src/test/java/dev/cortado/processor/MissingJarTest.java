package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** A processor path that has the processor's jar, and not that of the library it writes with. */
class MissingJarTest {

  @Test
  void eachNetworkSaysWhichJarIsMissing() {
    Compilation compilation = failing();
    assertEquals(
        Stream.of("One", "Two")
            .map(
                network ->
                    "[MissingJar] network "
                        + network
                        + " could not be written: the jar of com.palantir.javapoet:javapoet is not on the processor path")
            .toList(),
        compilation.errors().stream()
            .map(error -> error.getMessage(Locale.ROOT).lines().findFirst().orElseThrow())
            .toList());
    assertEquals(2, compilation.errors().get(0).getLineNumber());
  }

  /** What is wrong with a network is said all the same. */
  @Test
  void errorsOfTheNetworkComeBefore() {
    assertEquals(
        List.of("[OutOfRange]"),
        compile(List.of(network("One", "@Dense(units = 0) "))).errors().stream()
            .map(error -> error.getMessage(Locale.ROOT).split(" ", 2)[0])
            .toList());
  }

  /** A compilation of two networks, neither of which can be written. */
  static Compilation failing() {
    return compile(List.of(network("One", "@Dense(units = 1) "), network("Two", "@Flatten ")));
  }

  private static Compilation compile(List<JavaFileObject> networks) {
    URL[] processor = {NetworkProcessor.class.getProtectionDomain().getCodeSource().getLocation()};
    try (URLClassLoader path = new URLClassLoader(processor, new JdkAlone())) {
      Processor found =
          path.loadClass(NetworkProcessor.class.getName())
              .asSubclass(Processor.class)
              .getConstructor()
              .newInstance();
      return Compiler.javac().withProcessors(found).compile(networks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the processor does not load", e);
    }
  }

  /** Hides what is not the JDK's from the loader of the processor. */
  private static final class JdkAlone extends ClassLoader {
    JdkAlone() {
      super(JdkAlone.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("dev.cortado.") || name.startsWith("com.palantir.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  private static JavaFileObject network(String name, String layer) {
    return JavaFileObjects.forSourceString(
        "test." + name,
        """
        package test; import dev.cortado.annotations.*; import dev.cortado.model.*;
        @Network public interface %s extends Model {
          @Input(2) Layer in();
          %s Layer out();
        }
        """
            .formatted(name, layer));
  }
}
