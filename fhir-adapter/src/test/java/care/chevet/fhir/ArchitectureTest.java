package care.chevet.fhir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("care.chevet.fhir");

  @Test
  void whatAConsultationIsKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage("..fhir.consultation..", "..fhir.matching..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework..", "ca.uhn..", "org.hl7..", "tools.jackson..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void fhirStructuresStayWhereFhirIsSpoken() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..fhir.mapping..", "..fhir.inbound..", "..fhir.facade..", "..fhir.hl7..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hl7..", "ca.uhn..")
        .check(CLASSES);
  }

  @Test
  void mappersArePure() {
    noClasses()
        .that()
        .resideInAPackage("..fhir.mapping..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "java.sql..", "java.net.http..")
        .check(CLASSES);
  }

  @Test
  void onlyTheHospitalClientCallsHospitals() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..fhir.hospital..", "..fhir.service..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "ca.uhn.fhir.rest.client..")
        .check(CLASSES);
  }

  @Test
  void onlyPostgresPackagesSpeakSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..postgres..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.jdbc..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void featuresFormNoCycle() {
    slices().matching("care.chevet.fhir.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void namesSayWhatThingsAre() {
    classes()
        .should()
        .haveNameNotMatching(".*(Impl|Util|Utils|Helper|Manager|Dto|DTO)(\\$.*)?$")
        .check(CLASSES);
  }
}
