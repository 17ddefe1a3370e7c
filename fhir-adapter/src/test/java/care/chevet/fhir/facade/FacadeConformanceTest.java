package care.chevet.fhir.facade;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import care.chevet.fhir.facade.booking.AppointmentDrawing;
import care.chevet.fhir.facade.booking.Booked;
import care.chevet.fhir.facade.booking.Offer;
import care.chevet.fhir.facade.summary.PatientSummary;
import care.chevet.fhir.mapping.ConsultationMapping;
import care.chevet.fhir.mapping.Tenant;
import care.chevet.fhir.support.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** What the façade draws by itself is free of errors against R4, by HAPI's validator. */
final class FacadeConformanceTest {

  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final Instant AT = Instant.parse("2026-11-21T09:54:00Z");

  private final FhirValidator validator = validator();

  @Test
  void accessesAndOrigins() {
    Traces.all().forEach(this::assertFreeOfErrors);
  }

  @Test
  void aSummaryWithNothingInIt() {
    assertFreeOfErrors(new PatientSummary("https://chevet.example/fhir", patient(), AT).drawn());
  }

  @Test
  void aSummaryWithSomethingInIt() {
    var summary = new PatientSummary("https://chevet.example/fhir", patient(), AT);
    summary.add(
        "https://chevet.example/fhir/Condition/p1",
        CONTEXT.newJsonParser().parseResource(Condition.class, Bodies.condition("p1", "778201")));
    assertFreeOfErrors(summary.drawn());
  }

  @Test
  void aTimeFromItsOfferToItsEnd() {
    var drawing = new AppointmentDrawing(new ConsultationMapping(new Tenant("chevet"), true));
    var time =
        new Offer.Time(UUID.randomUUID(), "Dr Hélène Vasseur", AT, AT.plus(Duration.ofMinutes(20)));
    var offer = new Offer(UUID.randomUUID(), "990000101", "778201", "r1", "geriatrics", time);
    assertFreeOfErrors(drawing.proposed(offer));
    for (var state : Booked.State.values()) {
      assertFreeOfErrors(drawing.of(offer, new Booked(state, time, Optional.of(AT))));
    }
  }

  private static Patient patient() {
    return CONTEXT.newJsonParser().parseResource(Patient.class, Bodies.marguerite("778201"));
  }

  private void assertFreeOfErrors(Resource resource) {
    assertThat(
            validator.validateWithResult(resource).getMessages().stream()
                .filter(each -> each.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(each -> each.getLocationString() + ": " + each.getMessage()))
        .isEmpty();
  }

  @SuppressWarnings("deprecation") // Nothing else turns unknown code systems into warnings.
  private static FhirValidator validator() {
    var unknown = new UnknownCodeSystemWarningValidationSupport(CONTEXT);
    unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(CONTEXT),
            new CommonCodeSystemsTerminologyService(CONTEXT),
            new InMemoryTerminologyServerValidationSupport(CONTEXT),
            unknown);
    return CONTEXT.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
  }
}
