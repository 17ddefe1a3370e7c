package care.chevet.fhir.hospital;

import care.chevet.fhir.Sha256;
import care.chevet.fhir.consultation.Consultation;
import care.chevet.fhir.consultation.Ins;
import care.chevet.fhir.consultation.Professional;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.consultation.VitalSign;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;

/**
 * The facts that a consultation and its resources have in common, by name, read from either. FHIR
 * dateTimes are told to the second.
 */
final class SentFacts {

  private static final String FR_CORE = "https://hl7.fr/ig/fhir/core/StructureDefinition/";
  private static final Map<String, String> LOINC =
      Map.of(
          "8867-4", "HeartRate",
          "9279-1", "RespiratoryRate",
          "8310-5", "Temperature",
          "2708-6", "OxygenSaturation",
          "29463-7", "Weight",
          "8302-2", "Height",
          "2339-0", "GlucoseByMass",
          "15074-8", "GlucoseByMoles");

  private final Map<String, Object> facts = new TreeMap<>();

  private SentFacts() {}

  // ---- as we know them ------------------------------------------------------------------------

  static Map<String, Object> of(Consultation consultation, byte[] pdf) {
    var all = new SentFacts();
    all.resident(consultation.resident());
    all.say("care home", consultation.careHome().name());
    all.say("FINESS", consultation.careHome().finess());
    all.people(Stream.of(consultation.nurse(), consultation.physician()).map(SentFacts::told));
    all.say("question", consultation.question());
    all.say("started", seconds(consultation.startedAt()));
    all.say("ended", seconds(consultation.concludedAt()));
    all.say("asked for", seconds(consultation.requestedAt()));
    var scheduled = consultation.scheduled();
    all.say("starts", scheduled == null ? null : scheduled.starts());
    all.say("ends", scheduled == null ? null : scheduled.ends());
    var consent = consultation.consent();
    all.say("consent", consent == null ? null : seconds(consent.recordedAt()));
    all.say("vitals", consultation.vitals().stream().map(SentFacts::told).sorted().toList());
    var report = consultation.report();
    all.say("signed", report == null ? null : report.signedAt());
    all.say("pdf", Sha256.hex(pdf));
    all.say("prescribed", prescribed(consultation));
    return all.facts;
  }

  private static List<String> prescribed(Consultation consultation) {
    var prescription = consultation.prescription();
    if (prescription == null) {
      return List.of();
    }
    return prescription.lines().stream()
        .map(line ->
            "%s %s %s · %s %s %d %b %s"
                .formatted(
                    line.drug(),
                    line.cis(),
                    line.dose(),
                    line.posology(),
                    line.durationDays(),
                    line.renewals(),
                    line.nonSubstitutable(),
                    seconds(prescription.signedAt())))
        .sorted()
        .toList();
  }

  private void resident(Resident resident) {
    say("birth name", resident.birthName());
    var given = String.join(" ", resident.birthGivenNames());
    say("given names", given.isEmpty() ? null : given);
    var used = Optional.ofNullable(resident.usedName());
    say(
        "used name",
        used.isEmpty() && resident.usedGivenName() == null
            ? null
            : used.orElse(resident.birthName()));
    say("used given name", resident.usedGivenName());
    say("sex", resident.sex().wire());
    say("birth date", resident.birthDate().toString());
    say("birth place", resident.birthPlaceInsee());
    say("ins", resident.qualified() ? told(resident.ins()) : null);
  }

  private static String told(Professional person) {
    return person.familyName() + ", " + person.givenName() + " " + person.rpps();
  }

  private static String told(Ins ins) {
    return "urn:oid:" + ins.oid() + " " + ins.value();
  }

  private static String told(VitalSign vital) {
    var value =
        switch (vital) {
          case VitalSign.BloodPressure v ->
              v.systolicMmHg().toPlainString() + "/" + v.diastolicMmHg().toPlainString();
          case VitalSign.HeartRate v -> v.beatsPerMinute().toPlainString();
          case VitalSign.RespiratoryRate v -> v.breathsPerMinute().toPlainString();
          case VitalSign.Temperature v -> v.celsius().toPlainString();
          case VitalSign.OxygenSaturation v -> v.percent().toPlainString();
          case VitalSign.Weight v -> v.kilograms().toPlainString();
          case VitalSign.Height v -> v.centimetres().toPlainString();
          case VitalSign.GlucoseByMass v -> v.milligramsPerDecilitre().toPlainString();
          case VitalSign.GlucoseByMoles v -> v.millimolesPerLitre().toPlainString();
        };
    return vital.getClass().getSimpleName() + " " + value + " " + seconds(vital.measuredAt());
  }

  private static Instant seconds(Instant at) {
    return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS);
  }

  // ---- as the resources tell them ---------------------------------------------------------------

  static Map<String, Object> of(List<Resource> resources) {
    var all = new SentFacts();
    all.patient(one(resources, Patient.class));
    var home = one(resources, Organization.class);
    all.say("care home", home.getName());
    all.say("FINESS", value(home.getIdentifier(), "https://finess.esante.gouv.fr"));
    all.people(of(resources, Practitioner.class).map(SentFacts::read));
    var encounter = one(resources, Encounter.class);
    all.say(
        "question", encounter.hasReasonCode() ? encounter.getReasonCodeFirstRep().getText() : null);
    all.say("started", encounter.getPeriod().getStart().toInstant());
    all.say(
        "ended",
        encounter.getPeriod().hasEnd() ? encounter.getPeriod().getEnd().toInstant() : null);
    var appointment = one(resources, Appointment.class);
    all.say("asked for", appointment.getCreated().toInstant());
    all.say("starts", appointment.hasStart() ? appointment.getStart().toInstant() : null);
    all.say("ends", appointment.hasEnd() ? appointment.getEnd().toInstant() : null);
    all.say(
        "consent",
        of(resources, Consent.class)
            .findFirst()
            .map(c -> c.getDateTime().toInstant())
            .orElse(null));
    all.say("vitals", of(resources, Observation.class).map(SentFacts::read).sorted().toList());
    var document = one(resources, DocumentReference.class);
    all.say("signed", document.getDate().toInstant());
    var data = document.getContentFirstRep().getAttachment().getData();
    all.say("pdf", Sha256.hex(data == null ? new byte[0] : data));
    all.say(
        "prescribed",
        of(resources, MedicationRequest.class).map(SentFacts::read).sorted().toList());
    return all.facts;
  }

  private void patient(Patient patient) {
    var official = name(patient, NameUse.OFFICIAL).orElseThrow();
    say("birth name", official.getFamily());
    say(
        "given names",
        official.getExtensionString(FR_CORE + "fr-core-patient-birth-list-given-name"));
    var used = name(patient, NameUse.USUAL);
    say("used name", used.map(HumanName::getFamily).orElse(null));
    say(
        "used given name",
        used.map(HumanName::getGivenAsSingleString).filter(s -> !s.isEmpty()).orElse(null));
    say("sex", patient.getGender().toCode());
    say("birth date", patient.getBirthDateElement().getValueAsString());
    var place =
        patient.getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/patient-birthPlace");
    say(
        "birth place",
        place == null
            ? null
            : ((Coding)
                    ((Address) place.getValue())
                        .getExtensionByUrl(FR_CORE + "fr-core-address-insee-code")
                        .getValue())
                .getCode());
    say(
        "ins",
        patient.getIdentifier().stream()
            .filter(identifier -> identifier.getSystem().startsWith("urn:oid:1.2.250.1.213.1.4."))
            .map(identifier -> identifier.getSystem() + " " + identifier.getValue())
            .findFirst()
            .orElse(null));
  }

  private static Optional<HumanName> name(Patient patient, NameUse use) {
    return patient.getName().stream().filter(name -> name.getUse() == use).findFirst();
  }

  private static String read(Practitioner person) {
    return person.getNameFirstRep().getFamily()
        + ", "
        + person.getNameFirstRep().getGivenAsSingleString()
        + " "
        + value(person.getIdentifier(), "https://rpps.esante.gouv.fr");
  }

  private static String read(Observation observation) {
    var at = observation.getEffectiveDateTimeType().getValue().toInstant();
    if (observation.hasComponent()) {
      var parts =
          observation.getComponent().stream()
              .map(component -> plain(component.getValueQuantity()))
              .collect(Collectors.joining("/"));
      return "BloodPressure " + parts + " " + at;
    }
    return LOINC.get(observation.getCode().getCodingFirstRep().getCode())
        + " "
        + plain(observation.getValueQuantity())
        + " "
        + at;
  }

  private static String plain(Quantity quantity) {
    BigDecimal value = quantity.getValue();
    return value.toPlainString();
  }

  private static String read(MedicationRequest request) {
    var medicine = request.getMedicationCodeableConcept();
    var supply = request.getDispenseRequest();
    return "%s %s %s %s %d %b %s"
        .formatted(
            medicine.getText(),
            medicine.hasCoding() ? medicine.getCodingFirstRep().getCode() : null,
            request.getDosageInstructionFirstRep().getText(),
            supply.hasExpectedSupplyDuration()
                ? supply.getExpectedSupplyDuration().getValue().toPlainString()
                : null,
            supply.getNumberOfRepeatsAllowed(),
            request.hasSubstitution()
                && !request.getSubstitution().getAllowedBooleanType().getValue(),
            request.getAuthoredOn().toInstant());
  }

  private static String value(List<Identifier> identifiers, String system) {
    return identifiers.stream()
        .filter(identifier -> identifier.getSystem().equals(system))
        .map(Identifier::getValue)
        .findFirst()
        .orElse(null);
  }

  private static <R> Stream<R> of(List<Resource> resources, Class<R> type) {
    return resources.stream().filter(type::isInstance).map(type::cast);
  }

  private static <R> R one(List<Resource> resources, Class<R> type) {
    return of(resources, type)
        .reduce((_, _) -> {
          throw new AssertionError(type + " twice");
        })
        .orElseThrow();
  }

  private void people(Stream<String> people) {
    say("people", people.sorted().toList());
  }

  /** What is not said is a fact too: it must not come back as something. */
  private void say(String name, Object value) {
    facts.put(name, String.valueOf(value));
  }
}
