package care.chevet.fhir.mapping;

import static care.chevet.fhir.mapping.Codes.ACT_CODE;
import static care.chevet.fhir.mapping.Codes.LOINC;
import static care.chevet.fhir.mapping.Codes.concept;
import static care.chevet.fhir.mapping.Codes.dateTime;
import static care.chevet.fhir.mapping.Codes.ours;
import static care.chevet.fhir.mapping.Codes.to;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.Reference;

/**
 * Agreement to a consultation, or to a question to a specialist → Consent of scope treatment, with
 * the kind of giver.
 */
final class ConsentMapper {

  private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
  private static final String ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
  private static final String CONSENT_DOCUMENT = "59284-0";

  private final Tenant tenant;

  ConsentMapper(Tenant tenant) {
    this.tenant = tenant;
  }

  Consent map(Scene scene, care.chevet.fhir.consultation.Consent agreement) {
    var consent = new Consent();
    consent.addIdentifier(ours(tenant.consentOf(scene.file())));
    consent.setStatus(
        agreement.withdrawnAt() == null ? ConsentState.ACTIVE : ConsentState.INACTIVE);
    consent.setScope(concept(SCOPE, "treatment"));
    consent.addCategory(concept(LOINC, CONSENT_DOCUMENT));
    consent.setPatient(to(tenant.of(scene.resident())));
    consent.setDateTimeElement(dateTime(agreement.recordedAt()));
    consent.addOrganization(to(tenant.of(scene.careHome())));
    consent.setPolicyRule(concept(ACT_CODE, "OPTIN"));
    consent.setProvision(new ProvisionComponent().addActor(giver(agreement, scene)));
    return consent;
  }

  private provisionActorComponent giver(
      care.chevet.fhir.consultation.Consent agreement, Scene scene) {
    var actor = new provisionActorComponent();
    return switch (agreement.givenBy()) {
      case RESIDENT -> actor.setRole(concept(ROLE, "ONESELF")).setReference(patient(scene));
      case GUARDIAN -> actor.setRole(concept(ROLE, "GUARD")).setReference(named("tutelle"));
      case TRUSTED_PERSON ->
          actor
              .setRole(new CodeableConcept().setText("personne de confiance"))
              .setReference(named("personne de confiance"));
      case ORAL_WITNESSED ->
          actor
              .setRole(concept(ROLE, "ONESELF").setText("accord oral devant témoin"))
              .setReference(patient(scene));
      case OTHER ->
          actor.setRole(new CodeableConcept().setText("autre")).setReference(named("autre"));
    };
  }

  private Reference patient(Scene scene) {
    return to(tenant.of(scene.resident()));
  }

  private static Reference named(String display) {
    return new Reference().setDisplay(display);
  }
}
