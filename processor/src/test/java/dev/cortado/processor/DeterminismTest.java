package dev.cortado.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** The same declarations give the same bytes, whoever compiles them, in whatever order. */
class DeterminismTest {
  private static final List<JavaFileObject> NETWORKS =
      List.of(
          network(
              "Digits",
              """
              @Input(784) Layer pixels();
              @Dense(units = 10, activation = RELU) Layer squeeze();
              @Dense(units = 128, activation = ELU, alpha = 0.75) Layer hidden();
              @Dropout(0.4) Layer sparse();
              @Dense(units = 10, activation = SOFTMAX) Layer digit();
              """),
          network(
              "Branches",
              """
              @Input({2, 3}) Layer one();
              @Input({2, 2}) Layer two();
              @Concatenate(value = {"one", "two"}, axis = 1) Layer both();
              @Dense(units = 3, kernelRegularizer = @Regularizer(l2 = 0.001)) Layer mixed();
              @Output @Dense(units = 2, activation = SIGMOID) Layer first();
              @Output @Dense(units = 40, input = "mixed") Layer second();
              """),
          network(
              "Tiny",
              """
              @Input(2) Layer in();
              @Dense(units = 2, activation = TANH) Layer hidden();
              @Add({"in", "hidden"}) Layer sum();
              """));

  @Test
  void dependOnNothingElse() throws IOException {
    Map<String, String> expected = generated(NETWORKS);
    assertEquals(6, expected.size(), () -> expected.keySet().toString());
    List<JavaFileObject> reversed = new ArrayList<>(NETWORKS);
    Collections.reverse(reversed);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      // Digits of their own, a comma for the point, and an i that has no dot in upper case.
      for (String tag : List.of("ar-EG-u-nu-arab", "de-DE", "tr-TR")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(expected, generated(reversed), tag);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static JavaFileObject network(String name, String layers) {
    return JavaFileObjects.forSourceString(
        "test." + name,
        """
        package test;
        import dev.cortado.annotations.*;
        import dev.cortado.model.*;
        import static dev.cortado.annotations.ActivationFunction.*;
        @Network public interface %s extends Model {
        %s}
        """
            .formatted(name, layers));
  }

  /** The texts of all generated files, by their names. */
  private static Map<String, String> generated(List<JavaFileObject> networks) throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .withOptions("-Acortado.graph=true")
            .compile(networks);
    assertTrue(compilation.errors().isEmpty(), () -> compilation.errors().toString());
    Map<String, String> texts = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() != JavaFileObject.Kind.CLASS) {
        texts.put(file.getName(), file.getCharContent(true).toString());
      }
    }
    return texts;
  }
}
