package care.chevet.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("care.chevet.standalone");

  @Test
  void featuresFormNoCycle() {
    slices().matching("care.chevet.standalone.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyTheHospitalSpeaksFhir() {
    noClasses()
        .that()
        .resideOutsideOfPackage("care.chevet.standalone.hospital")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ca.uhn.fhir..", "org.hl7.fhir..")
        .check(classes);
  }

  @Test
  void theSupervisorKnowsNothingOfWhatItSupervises() {
    noClasses()
        .that()
        .resideInAPackage("care.chevet.standalone.process")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "care.chevet.standalone.(database|issuer|hospital|service)..")
        .check(classes);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Dto)").check(classes);
  }
}
