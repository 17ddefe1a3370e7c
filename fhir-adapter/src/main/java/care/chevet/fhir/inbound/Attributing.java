package care.chevet.fhir.inbound;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.Sha256;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.matching.IncomingPatient;
import care.chevet.fhir.matching.MatchDecision;
import care.chevet.fhir.matching.Matching;
import care.chevet.fhir.resident.Residents;
import care.chevet.fhir.service.PendingCalls;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;

/**
 * Decides whose record a hospital's patient is, and tells the consultation service what that
 * hospital's record of the resident now says.
 */
final class Attributing {

  private static final String UNKNOWN_PATIENT_NUMBER = "?";

  private final Inbox inbox;
  private final Matches matches;
  private final Rulings rulings;
  private final Residents residents;
  private final Hospitals hospitals;
  private final PendingCalls calls;
  private final Clock clock;

  Attributing(
      Inbox inbox,
      Matches matches,
      Rulings rulings,
      Residents residents,
      Hospitals hospitals,
      PendingCalls calls,
      Clock clock) {
    this.inbox = inbox;
    this.matches = matches;
    this.rulings = rulings;
    this.residents = residents;
    this.hospitals = hospitals;
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * Decides anew, in the caller's transaction; quiet when the patient has not been received yet.
   */
  void attribute(HospitalPatient patient) {
    var hospital = hospitals.byFiness(patient.hospital());
    var stored = inbox.current(new Inbox.Key(patient.hospital(), "Patient", patient.patient()));
    if (hospital.isEmpty() || stored.isEmpty()) {
      return;
    }
    var before = matches.link(patient);
    var identity = PatientIdentity.of(parsed(stored.get()));
    var decision =
        stored.get().deleted()
            ? new MatchDecision.Unmatched("patient_deleted")
            : ruled(patient, stored.get().sha256())
                .orElseGet(() -> decided(patient, identity, before));
    matches.decided(patient, decision, identity.birthDate(), clock.instant());
    if (decision instanceof MatchDecision.Linked(var resident, _, _)) {
      tell(hospital.get(), resident);
    }
    before
        .map(Matches.Link::resident)
        .filter(resident ->
            !(decision instanceof MatchDecision.Linked linked)
                || !linked.resident().equals(resident))
        .ifPresent(resident -> tell(hospital.get(), resident));
  }

  /** A person's link holds for the patient whom that person saw. */
  private Optional<MatchDecision> ruled(HospitalPatient patient, String identity) {
    return rulings.standing(patient).stream()
        .filter(ruling -> ruling.verdict() == Rulings.Verdict.LINKED)
        .filter(ruling -> ruling.identity().equals(identity))
        .findFirst()
        .map(ruling ->
            new MatchDecision.Linked(
                ruling.resident(), MatchDecision.Basis.PERSON, "linked_by_a_person"));
  }

  private MatchDecision decided(
      HospitalPatient patient, IncomingPatient identity, Optional<Matches.Link> before) {
    var decision =
        Matching.decide(
            identity,
            bearers(identity.ins()),
            before.flatMap(link -> residents.byId(link.resident())),
            born(identity));
    var refused = new HashSet<String>();
    rulings.standing(patient).stream()
        .filter(ruling -> ruling.verdict() == Rulings.Verdict.REFUSED)
        .forEach(ruling -> refused.add(ruling.resident()));
    return decision.without(refused);
  }

  /** Drops the decision that stands, and withdraws what it gave. */
  void forget(HospitalPatient patient) {
    var before = matches.link(patient);
    matches.forget(patient);
    var hospital = hospitals.byFiness(patient.hospital());
    if (before.isPresent() && hospital.isPresent()) {
      tell(hospital.get(), before.get().resident());
    }
  }

  private List<Resident> bearers(List<Ins> all) {
    var found = new LinkedHashMap<String, Resident>();
    for (var ins : all) {
      residents.byInsValue(ins.value()).stream()
          .filter(resident -> ins.equals(resident.ins()))
          .forEach(resident -> found.put(resident.id(), resident));
    }
    return List.copyOf(found.values());
  }

  private List<Resident> born(IncomingPatient identity) {
    return identity.birthDate().map(residents::byBirthDate).orElse(List.of());
  }

  /** The record is drawn anew from everything that stands, so a repeated import changes nothing. */
  private void tell(Hospital hospital, String resident) {
    var patients =
        matches.linkedTo(resident).stream()
            .filter(patient -> patient.hospital().equals(hospital.finess()))
            .toList();
    var local = UNKNOWN_PATIENT_NUMBER;
    var basis = MatchDecision.Basis.INS.wire();
    var facts = new ArrayList<Inbox.Stored>();
    for (var patient : patients) {
      var key = new Inbox.Key(hospital.finess(), "Patient", patient.patient());
      var stored = inbox.current(key).orElseThrow();
      facts.add(stored);
      facts.addAll(inbox.aboutPatient(hospital.finess(), patient.patient()));
      local = PatientIdentity.localPatientId(parsed(stored), patient.patient());
      basis = matches.link(patient).map(Matches.Link::basis).orElse(basis);
    }
    // Without its time, so that the same facts are the same record; told with the present time,
    // since
    // what a hospital withdraws leaves no newer fact behind, and the service takes nothing older.
    var content = facts.isEmpty() ? "" : drawn(hospital, local, basis, Instant.EPOCH, facts);
    if (matches.tellAnew(hospital.finess(), resident, Sha256.hex(content))) {
      var path = "/api/v1/residents/" + resident + "/hospital-records/" + hospital.finess();
      calls.owe("PUT " + path, "PUT", path, drawn(hospital, local, basis, clock.instant(), facts));
    }
    tellAppointments(hospital, resident, HospitalAppointments.among(facts, clock.instant()));
  }

  private void tellAppointments(
      Hospital hospital, String resident, HospitalAppointments appointments) {
    var json = appointments.json();
    if (matches.tellAppointmentsAnew(
        hospital.finess(), resident, appointments.some(), Sha256.hex(json))) {
      var path = "/api/v1/residents/" + resident + "/hospital-appointments/" + hospital.finess();
      calls.owe("PUT " + path, "PUT", path, json);
    }
  }

  private static String drawn(
      Hospital hospital, String local, String basis, Instant at, List<Inbox.Stored> facts) {
    var record = new HospitalRecord(hospital.finess(), hospital.name(), local, basis, at);
    facts.forEach(record::add);
    return record.json();
  }

  /** FINESS numbers of all hospitals, in one order. */
  List<String> hospitals() {
    return hospitals.all().stream().map(Hospital::finess).sorted().toList();
  }

  static Patient parsed(Inbox.Stored stored) {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .parseResource(Patient.class, stored.resource());
  }

  /** Everyone whose attribution a resident's change may alter. */
  List<HospitalPatient> concernedBy(Resident resident) {
    var concerned = new LinkedHashSet<>(matches.linkedTo(resident.id()));
    Optional.ofNullable(resident.ins())
        .map(ins -> new Inbox.Token("urn:oid:" + ins.oid(), ins.value()))
        .map(inbox::patientsBearing)
        .orElse(List.of())
        .forEach(key -> concerned.add(new HospitalPatient(key.hospital(), key.sourceId())));
    concerned.addAll(matches.openBornOn(resident.birthDate()));
    return List.copyOf(concerned);
  }
}
