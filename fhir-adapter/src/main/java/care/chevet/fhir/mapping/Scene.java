package care.chevet.fhir.mapping;

import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Expertise;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Resident;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Around whom and for what something was measured, taken or agreed to: a consultation, or a
 * question to a specialist.
 *
 * @param file id of the consultation or the expertise
 * @param encounter of a consultation
 * @param request of a question to a specialist
 */
record Scene(
    String file,
    Resident resident,
    Establishment careHome,
    Professional nurse,
    @Nullable Professional physician,
    Optional<BusinessIdentifier> encounter,
    Optional<BusinessIdentifier> request) {

  static Scene of(Consultation consultation, Tenant tenant) {
    return new Scene(
        consultation.id(),
        consultation.resident(),
        consultation.careHome(),
        consultation.nurse(),
        consultation.physician(),
        Optional.of(tenant.of(consultation)),
        Optional.empty());
  }

  static Scene of(Expertise expertise, Tenant tenant) {
    return new Scene(
        expertise.id(),
        expertise.resident(),
        expertise.careHome(),
        expertise.nurse(),
        expertise.expert(),
        Optional.empty(),
        Optional.of(tenant.requestOf(expertise)));
  }
}
