package dev.cortado.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.cortado.kernel.Noise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The compiler is a pipeline: each package knows only those before it. */
class ArchitectureTest {
  private static final String ROOT = "dev.cortado.processor.";
  private static final List<String> ORDER =
      List.of("code", "declare", "check", "graph", "layer", "diagram", "plan", "emit");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.cortado.processor");

  @Test
  void packagesKnowOnlyEarlierOnes() {
    for (int i = 0; i < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream().map(ROOT::concat).toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ROOT + ORDER.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .check(classes);
      }
    }
  }

  @Test
  void onlyDeclareKnowsTheCompilersModel() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "code",
            ROOT + "check",
            ROOT + "graph",
            ROOT + "layer",
            ROOT + "diagram",
            ROOT + "plan")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javax.lang.model..")
        .check(classes);
  }

  @Test
  void onlyEmitKnowsJavaPoet() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "emit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.palantir.javapoet..")
        .check(classes);
  }

  @Test
  void theCompilerDoesNotKnowTheRuntime() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.cortado.model..", "dev.cortado.train..", "dev.cortado.kernel..")
        .check(classes);
  }

  /** But for the draws of noise, which the runtime defines. */
  @Test
  void theReferenceSharesNothingWithWhatItJudges() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.cortado..")
                .and(not(resideInAPackage(ROOT + "reference")))
                .and(not(type(Noise.class))))
        .check(new ClassFileImporter().importPackages(ROOT + "reference"));
  }
}
