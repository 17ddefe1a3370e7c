package care.chevet.fhir.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
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
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Every resource that leaves is free of errors, by HAPI's validator, in each dialect. */
final class ConformanceTest {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final Path PACKAGES =
      Path.of(System.getProperty("project.root")).resolveSibling("shared").resolve("fhir");

  @Test
  void everythingIsFreeOfErrorsAgainstR4() {
    assertFreeOfErrors(validator(List.of()), Dialect.R4);
  }

  @Test
  void everythingIsFreeOfErrorsAgainstFrCore21() throws IOException {
    assertFreeOfErrors(frCore("hl7.fhir.fr.core-2.1.0.tgz"), Dialect.FR_CORE_2_1_0);
  }

  @Test
  void everythingIsFreeOfErrorsAgainstFrCore22() throws IOException {
    assertFreeOfErrors(frCore("hl7.fhir.fr.core-2.2.0.tgz"), Dialect.FR_CORE_2_2_0);
  }

  private static FhirValidator frCore(String archive) throws IOException {
    var path = PACKAGES.resolve(archive);
    assumeTrue(
        Files.exists(path),
        "SKIPPED: no " + archive + " in a folder shared/fhir beside the project");
    return validator(List.of(FhirPackage.load(path, CONTEXT)));
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
      for (var message : validator.validateWithResult(resource).getMessages()) {
        if (message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0) {
          errors.add(
              resource.fhirType()
                  + " "
                  + message.getLocationString()
                  + ": "
                  + message.getMessage());
        }
      }
    }
    assertThat(errors).isEmpty();
  }

  private static List<Resource> everything(Dialect dialect) {
    var resources = new ArrayList<Resource>();
    for (var mapped : SampleConsultation.mapped(SampleConsultation.reported(), dialect)) {
      resources.add(mapped.resource());
    }
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
    return resources;
  }
}
