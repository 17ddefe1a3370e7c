package care.chevet.fhir.facade.identity;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.consultation.IdentityStatus;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.consultation.Sex;
import care.chevet.fhir.facade.identity.Graded.Grade;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.inbound.Matches;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.inbound.PatientIdentity;
import care.chevet.fhir.inbound.Rulings;
import care.chevet.fhir.matching.IncomingPatient;
import care.chevet.fhir.matching.MatchDecision;
import care.chevet.fhir.matching.Matching;
import care.chevet.fhir.resident.Residents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;

/**
 * Who is meant by an identity that a hospital asks about.
 *
 * <p>It is no oracle: everybody but one is sought among the patients whom this hospital has itself
 * sent. The one is the resident who bears the same qualified INS with all traits consistent, of
 * whom the hospital already says everything that it is told. A resident whose INS is right and any
 * trait wrong is answered like nobody.
 */
@Component
final class FindingPatients {

  private final Inbox inbox;
  private final Matches matches;
  private final Rulings rulings;
  private final Residents residents;

  FindingPatients(Inbox inbox, Matches matches, Rulings rulings, Residents residents) {
    this.inbox = inbox;
    this.matches = matches;
    this.rulings = rulings;
    this.residents = residents;
  }

  /** The surest first. */
  List<Graded> find(String hospital, Patient asked) {
    var identity = PatientIdentity.of(asked);
    var own = own(hospital, asked, identity);
    var found = new ArrayList<Graded>();
    var certain = certain(asked, identity).filter(resident -> !refused(hospital, own, resident));
    var decision =
        Matching.decide(
            identity,
            bearers(identity, own),
            byPatientNumber(hospital, asked).stream().flatMap(id -> person(own, id)).findFirst(),
            own.keySet().stream().flatMap(id -> person(own, id)).toList());
    switch (decision) {
      case MatchDecision.Linked(var id, var basis, _) -> {
        var sure =
            basis == MatchDecision.Basis.INS
                && certain.filter(resident -> linked(hospital, id, resident)).isPresent();
        add(found, own, id, sure ? Grade.CERTAIN : Grade.PROBABLE);
      }
      case MatchDecision.Quarantined(var ids, _) ->
          ids.forEach(id -> add(found, own, id, Grade.POSSIBLE));
      case MatchDecision.ForReview(var ids, _) ->
          ids.forEach(id -> add(found, own, id, Grade.POSSIBLE));
      case MatchDecision.Unmatched _ -> {}
    }
    if (certain.isPresent() && found.stream().noneMatch(each -> each.grade() == Grade.CERTAIN)) {
      found.addFirst(new Graded.Confirmed());
    }
    return found;
  }

  private static void add(
      List<Graded> found, Map<String, Inbox.Stored> own, String id, Grade grade) {
    var patient = own.get(id);
    if (patient != null) {
      found.add(new Graded.Own(patient, grade));
    }
  }

  /** The resident with the same qualified INS, whom every trait given fits. */
  private Optional<Resident> certain(Patient asked, IncomingPatient identity) {
    for (var ins : identity.ins()) {
      var bearers =
          residents.byInsValue(ins.value()).stream()
              .filter(resident -> ins.equals(resident.ins()))
              .toList();
      if (bearers.size() == 1
          && bearers.getFirst().qualified()
          && PatientIdentity.qualified(asked, ins)
          && PatientIdentity.bornAt(asked)
              .filter(place -> !place.equals(bearers.getFirst().birthPlaceInsee()))
              .isEmpty()
          && Matching.decide(identity, bearers, Optional.empty(), List.of())
              instanceof MatchDecision.Linked) {
        return Optional.of(bearers.getFirst());
      }
    }
    return Optional.empty();
  }

  /** A person has ruled that one of these patients is not this resident. */
  private boolean refused(String hospital, Map<String, Inbox.Stored> own, Resident resident) {
    return own.keySet().stream()
        .flatMap(id -> rulings.standing(new HospitalPatient(hospital, id)).stream())
        .anyMatch(ruling ->
            ruling.verdict() == Rulings.Verdict.REFUSED && ruling.resident().equals(resident.id()));
  }

  private boolean linked(String hospital, String patient, Resident resident) {
    return matches
        .link(new HospitalPatient(hospital, patient))
        .filter(link -> link.resident().equals(resident.id()))
        .isPresent();
  }

  /** The hospital's own patients who could be meant, by id. */
  private Map<String, Inbox.Stored> own(String hospital, Patient asked, IncomingPatient identity) {
    var ids = new LinkedHashSet<>(byPatientNumber(hospital, asked));
    identity
        .ins()
        .forEach(ins ->
            ids.addAll(
                inbox.byIdentifier(
                    hospital, "Patient", Optional.of("urn:oid:" + ins.oid()), ins.value())));
    identity
        .birthDate()
        .ifPresent(
            day -> matches.bornOn(hospital, day).forEach(patient -> ids.add(patient.patient())));
    var own = new LinkedHashMap<String, Inbox.Stored>();
    for (var id : ids) {
      inbox
          .current(new Inbox.Key(hospital, "Patient", id))
          .filter(stored -> !stored.deleted())
          .ifPresent(stored -> own.put(id, stored));
    }
    return own;
  }

  private Set<String> byPatientNumber(String hospital, Patient asked) {
    var ids = new LinkedHashSet<String>();
    for (var number : PatientIdentity.patientNumbers(asked)) {
      if (number.hasSystem()) {
        ids.addAll(
            inbox.byIdentifier(
                hospital, "Patient", Optional.of(number.getSystem()), number.getValue()));
      }
    }
    return ids;
  }

  private static List<Resident> bearers(IncomingPatient identity, Map<String, Inbox.Stored> own) {
    return own.keySet().stream()
        .flatMap(id -> person(own, id))
        .filter(person -> person.ins() != null && identity.ins().contains(person.ins()))
        .toList();
  }

  /** An own patient in the shape that matching judges; empty when she is told too sparsely. */
  private static Stream<Resident> person(Map<String, Inbox.Stored> own, String id) {
    var stored = own.get(id);
    if (stored == null) {
      return Stream.empty();
    }
    var patient =
        FhirContext.forR4Cached().newJsonParser().parseResource(Patient.class, stored.resource());
    var identity = PatientIdentity.of(patient);
    if (identity.familyName().isEmpty() || identity.birthDate().isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new Resident(
            id,
            identity.familyName().get(),
            identity.givenNames(),
            null,
            null,
            identity.sex().orElse(Sex.UNKNOWN),
            identity.birthDate().get(),
            null,
            identity.ins().stream().findFirst().orElse(null),
            IdentityStatus.PROVISIONAL));
  }
}
