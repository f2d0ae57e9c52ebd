package dev.cortado;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.cortado");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.cortado.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theRuntimeDoesNotKnowTheCompiler() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cortado.processor..")
        .check(classes);
  }

  @Test
  void formatsKnowNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("dev.cortado.io")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.cortado.model", "dev.cortado.train", "dev.cortado.data")
        .check(classes);
  }
}
