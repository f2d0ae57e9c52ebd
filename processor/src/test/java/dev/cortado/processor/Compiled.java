package dev.cortado.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.cortado.model.CompiledModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** Compiles networks that tests declare as text. */
final class Compiled {
  private static final String HEADER =
      """
      package test;
      import dev.cortado.annotations.*;
      import dev.cortado.annotations.Initializer;
      import dev.cortado.model.*;
      import static dev.cortado.annotations.ActivationFunction.*;
      """;

  /** The line on which a declaration begins. */
  static final int FIRST_LINE = 6;

  /** What stands before the layers of a network, and after them. */
  static final String OPENING = "@Network public interface Net extends Model {\n";

  static final String CLOSING = "}\n";

  private Compiled() {}

  /** Compiles types that are given, each warning an error. */
  static Compilation compile(String declaration) {
    return compile(Map.of("Net", declaration));
  }

  /** Compiles interfaces whose annotations and bodies are given by name. */
  static Compilation compile(Map<String, String> declarations) {
    return Compiler.javac()
        .withProcessors(new NetworkProcessor())
        .withOptions("-Xlint:all", "-Werror")
        .compile(
            declarations.entrySet().stream()
                .map(entry -> source(entry.getKey(), entry.getValue()))
                .toList());
  }

  /** The layers of a network {@code Net}. */
  static Compilation layers(String layers) {
    return compile(OPENING + layers + "\n" + CLOSING);
  }

  /** The file {@code Net.java} with types that are given. */
  static JavaFileObject source(String declaration) {
    return source("Net", declaration);
  }

  private static JavaFileObject source(String name, String declaration) {
    return JavaFileObjects.forSourceString("test." + name, HEADER + declaration);
  }

  /** A new network from a successful compilation of {@code Net}. */
  static CompiledModel create(Compilation compilation, long seed)
      throws ReflectiveOperationException, IOException {
    return create(loader(compilation), "Net", seed);
  }

  /** A new network from the classes of a compilation. */
  static CompiledModel create(ClassLoader loader, String network, long seed)
      throws ReflectiveOperationException {
    return (CompiledModel)
        loader
            .loadClass("test." + network + "Network")
            .getMethod("create", long.class)
            .invoke(null, seed);
  }

  /** The classes of a successful compilation. */
  static ClassLoader loader(Compilation compilation) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        try (InputStream in = file.openInputStream()) {
          String path = file.toUri().getPath();
          String name = path.substring(path.indexOf(StandardLocation.CLASS_OUTPUT.name()) + 13);
          classes.put(name.replace('/', '.').replaceAll("\\.class$", ""), in.readAllBytes());
        }
      }
    }
    return new ClassLoader(Compiled.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }
}
