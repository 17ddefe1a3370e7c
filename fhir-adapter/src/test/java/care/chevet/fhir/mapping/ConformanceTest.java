package care.chevet.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import care.chevet.fhir.consultation.IdentityStatus;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.support.FhirPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Every resource that leaves is free of errors, by HAPI's validator, in each dialect. */
final class ConformanceTest {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final String GAP_APPOINTMENT =
      "https://interop.esante.gouv.fr/ig/fhir/gap/StructureDefinition/gap-fr-appointment";
  private static final String PDSM_SIMPLIFIED =
      "https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-simplified-publish";
  private static final Path PACKAGES =
      Path.of(System.getProperty("project.root")).resolveSibling("shared").resolve("fhir");

  @Test
  void everythingIsFreeOfErrorsAgainstR4() {
    assertFreeOfErrors(validator(List.of()), Dialect.R4);
  }

  @Test
  void everyKindThatIsReconciledIsAmongWhatIsValidated() {
    assertThat(everything(Dialect.R4).stream().map(Resource::fhirType))
        .isSubsetOf(ConsultationMapping.TYPES)
        .containsAll(ConsultationMapping.TYPES);
  }

  @Test
  void everythingIsFreeOfErrorsAgainstFrCore21() throws IOException {
    assertFreeOfErrors(frCore("hl7.fhir.fr.core-2.1.0.tgz"), Dialect.FR_CORE_2_1_0);
  }

  @Test
  void everythingIsFreeOfErrorsAgainstFrCore22() throws IOException {
    assertFreeOfErrors(frCore("hl7.fhir.fr.core-2.2.0.tgz"), Dialect.FR_CORE_2_2_0);
  }

  /**
   * The document bears our identifier, by which it is found again, and says that it is final:
   * simplified publishing has neither.
   */
  @Test
  void againstGapAndPdsmTheDocumentAloneDepartsInTwoElements() throws IOException {
    var validator =
        frCore("hl7.fhir.fr.core-2.1.0.tgz", "ans.fhir.fr.gap.tgz", "ans.fhir.fr.pdsm.tgz");

    assertThat(errors(validator, one(Appointment.class), GAP_APPOINTMENT)).isEmpty();
    assertThat(errors(validator, one(DocumentReference.class), PDSM_SIMPLIFIED))
        .hasSize(2)
        .anyMatch(error -> error.contains("DocumentReference.identifier: max allowed = 0"))
        .anyMatch(error -> error.contains("DocumentReference.docStatus: max allowed = 0"));
  }

  private static Resource one(Class<? extends Resource> type) {
    return SampleConsultation.mapped(SampleConsultation.reported(), Dialect.FR_CORE_2_1_0).stream()
        .map(ConsultationMapping.Mapped::resource)
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static FhirValidator frCore(String... archives) throws IOException {
    var packages = new ArrayList<IValidationSupport>();
    for (var archive : archives) {
      var path = PACKAGES.resolve(archive);
      assumeTrue(
          Files.exists(path),
          "SKIPPED: no " + archive + " in a folder shared/fhir beside the project");
      packages.add(FhirPackage.load(path, CONTEXT));
    }
    return validator(packages);
  }

  @SuppressWarnings("deprecation") // Nothing else turns unknown code systems into warnings.
  private static FhirValidator validator(List<IValidationSupport> packages) {
    var supports = new ArrayList<IValidationSupport>(packages);
    supports.add(new DefaultProfileValidationSupport(CONTEXT));
    supports.add(new CommonCodeSystemsTerminologyService(CONTEXT));
    supports.add(new InMemoryTerminologyServerValidationSupport(CONTEXT));
    supports.add(new SnapshotGeneratingValidationSupport(CONTEXT));
    var unknown = new UnknownCodeSystemWarningValidationSupport(CONTEXT);
    unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
    supports.add(unknown);
    var chain = new ValidationSupportChain(supports.toArray(IValidationSupport[]::new));
    return CONTEXT.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
  }

  private static void assertFreeOfErrors(FhirValidator validator, Dialect dialect) {
    var errors = new ArrayList<String>();
    for (var resource : everything(dialect)) {
      errors.addAll(errors(validator, resource));
    }
    assertThat(errors).isEmpty();
  }

  private static List<String> errors(
      FhirValidator validator, Resource resource, String... profiles) {
    var options = new ValidationOptions();
    for (var profile : profiles) {
      var _ = options.addProfile(profile);
    }
    return validator.validateWithResult(resource, options).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message ->
            resource.fhirType() + " " + message.getLocationString() + ": " + message.getMessage())
        .toList();
  }

  private static List<Resource> everything(Dialect dialect) {
    var resources = new ArrayList<>(SampleConsultation.everything(dialect));
    for (var status : IdentityStatus.values()) {
      for (var register : Ins.Register.values()) {
        var resident =
            SampleConsultation.resident(new Ins(register.oid(), "234059999900108"), status);
        var consultation = SampleConsultation.reported(resident);
        resources.add(
            new PatientMapper(SampleConsultation.TENANT, dialect, true)
                .map(resident, consultation.careHome()));
      }
    }
    for (var type : LeftOut.TYPES) {
      resources.addAll(LeftOut.naming(type, dialect).values());
    }
    return resources;
  }
}
