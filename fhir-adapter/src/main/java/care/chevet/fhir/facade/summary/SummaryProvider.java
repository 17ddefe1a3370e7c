package care.chevet.fhir.facade.summary;

import static care.chevet.fhir.facade.Refusals.translated;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import care.chevet.fhir.facade.Caller;
import care.chevet.fhir.facade.FacadeProvider;
import care.chevet.fhir.facade.FacadeSettings;
import care.chevet.fhir.facade.RecordProvider;
import care.chevet.fhir.facade.Refusals;
import care.chevet.fhir.facade.SmartScopes.Interaction;
import care.chevet.fhir.facade.told.Told;
import care.chevet.fhir.facade.told.ToldPieces;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.Matches;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * {@code Patient/[id]/$summary}: what the hospital has sent of its patient, and what it has been
 * told of her consultations.
 *
 * <p>Source: IPS Implementation Guide, operation summary.
 */
@Component
public final class SummaryProvider implements FacadeProvider {

  /** All of it, or nothing: a section left out for want of a scope would read as "no allergy". */
  private static final List<String> TYPES =
      List.of(
          "Patient",
          "AllergyIntolerance",
          "MedicationStatement",
          "MedicationRequest",
          "Condition",
          "Observation");

  /** What facts refer to and is about nobody: another fact may be another patient's. */
  private static final Set<String> ABOUT_NOBODY =
      Set.of("Medication", "Practitioner", "Organization");

  private static final int CONSULTATIONS_MAX = 50;

  private final Hospitals hospitals;
  private final Inbox inbox;
  private final Matches matches;
  private final Told told;
  private final ToldPieces pieces;
  private final Clock clock;
  private final String base;

  SummaryProvider(
      Hospitals hospitals,
      Inbox inbox,
      Matches matches,
      Told told,
      ToldPieces pieces,
      Clock clock,
      FacadeSettings settings) {
    this.hospitals = hospitals;
    this.inbox = inbox;
    this.matches = matches;
    this.told = told;
    this.pieces = pieces;
    this.clock = clock;
    this.base = settings.base();
  }

  @Operation(name = "$summary", typeName = "Patient", idempotent = true)
  public Bundle summary(@IdParam IdType id) {
    var caller = Caller.current(hospitals);
    TYPES.forEach(type -> caller.require(type, Interaction.READ));
    return translated(() -> {
      var key = new Inbox.Key(caller.finess(), "Patient", id.getIdPart());
      var stored =
          inbox
              .current(key)
              .filter(patient -> !patient.deleted())
              .orElseThrow(Refusals::nothingHere);
      var summary =
          new PatientSummary(base, RecordProvider.restored(Patient.class, stored), clock.instant());
      sent(summary, caller.finess(), id.getIdPart());
      matches
          .link(new HospitalPatient(caller.finess(), id.getIdPart()))
          .ifPresent(link -> told(summary, caller, link.resident(), id.getIdPart()));
      return summary.drawn();
    });
  }

  /** What the hospital has sent, and whatever that refers to. */
  private void sent(PatientSummary summary, String hospital, String patient) {
    var referred = new LinkedHashSet<String>();
    for (var fact : inbox.aboutPatient(hospital, patient)) {
      var resource = RecordProvider.restored(Resource.class, fact);
      summary.add(base + "/" + place(fact), resource);
      referred.addAll(places(resource));
    }
    for (var other : inbox.standing(hospital, referred)) {
      summary.add(base + "/" + place(other), RecordProvider.restored(Resource.class, other));
    }
  }

  private void told(PatientSummary summary, Caller caller, String resident, String patient) {
    told.latest(caller.finess(), resident, CONSULTATIONS_MAX)
        .forEach(account -> pieces.of(account, caller.hospital(), patient).forEach(summary::add));
  }

  private static String place(Inbox.Stored stored) {
    return stored.key().resourceType() + "/" + stored.key().sourceId();
  }

  /** What a fact refers to of those that are about nobody. */
  private static Set<String> places(Resource resource) {
    var places = new LinkedHashSet<String>();
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource)) {
      var to = ((Reference) info.getResourceReference()).getReferenceElement();
      if (to.hasIdPart() && ABOUT_NOBODY.contains(String.valueOf(to.getResourceType()))) {
        places.add(to.getResourceType() + "/" + to.getIdPart());
      }
    }
    return places;
  }
}
