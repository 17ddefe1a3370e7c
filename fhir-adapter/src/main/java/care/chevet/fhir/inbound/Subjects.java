package care.chevet.fhir.inbound;

import ca.uhn.fhir.context.FhirContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Finds whom a resource is about, however its subject is written. */
final class Subjects {

  private final Inbox inbox;

  Subjects(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Replaces references to entries of the same bundle by where those entries now lie. */
  static void resolve(Resource resource, Map<String, String> places) {
    if (places.isEmpty()) {
      return;
    }
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource)) {
      var reference = (Reference) info.getResourceReference();
      var place = places.get(reference.getReference());
      if (place != null) {
        reference.setReference(place);
      }
    }
  }

  /** Source id of the patient, or nothing for a resource that is about nobody. */
  Optional<String> patientOf(String hospital, Resource resource) {
    return switch (resource) {
      case AllergyIntolerance allergy -> patient(hospital, allergy, allergy.getPatient());
      case MedicationStatement statement -> patient(hospital, statement, statement.getSubject());
      case MedicationRequest request -> patient(hospital, request, request.getSubject());
      case Condition condition -> patient(hospital, condition, condition.getSubject());
      case Appointment appointment ->
          patient(hospital, appointment, patientAmong(appointment.getParticipant()));
      default -> Optional.empty();
    };
  }

  /** An appointment lists all who come to it, the patient among them. */
  private static Reference patientAmong(List<AppointmentParticipantComponent> participants) {
    return participants.stream()
        .map(AppointmentParticipantComponent::getActor)
        .filter(actor ->
            "Patient".equals(actor.getType())
                || (actor.hasReference() && actor.getReference().matches("(.*/)?Patient[/?].*")))
        .findFirst()
        .orElseGet(Reference::new);
  }

  private Optional<String> patient(String hospital, DomainResource fact, Reference subject) {
    var written = subject.getReference();
    if (written != null && written.startsWith("#")) {
      return containedPatient(hospital, fact, written.substring(1));
    }
    if (written != null && written.startsWith("Patient?")) {
      return one(hospital, search(written.substring("Patient?".length())));
    }
    if (written != null && written.contains("Patient/")) {
      return Optional.of(subject.getReferenceElement().getIdPart());
    }
    if (subject.hasIdentifier()) {
      return one(hospital, tokens(List.of(subject.getIdentifier())));
    }
    throw new ImportRefused(
        ImportRefused.Kind.UNPROCESSABLE,
        "subject_missing",
        fact.fhirType() + " does not say which patient it is about");
  }

  private Optional<String> containedPatient(String hospital, DomainResource fact, String id) {
    for (var resource : fact.getContained()) {
      if (resource instanceof Patient patient && patient.getIdPart().replace("#", "").equals(id)) {
        return one(hospital, tokens(patient.getIdentifier()));
      }
    }
    throw new ImportRefused(
        ImportRefused.Kind.UNPROCESSABLE,
        "subject_missing",
        fact.fhirType() + " refers to a contained patient that it does not contain");
  }

  private Optional<String> one(String hospital, List<Inbox.Token> tokens) {
    for (var token : tokens) {
      var system = Optional.of(token.system()).filter(text -> !text.isEmpty());
      var found = inbox.byIdentifier(hospital, "Patient", system, token.value());
      if (found.size() > 1) {
        throw new ImportRefused(
            ImportRefused.Kind.SEVERAL_MATCHES,
            "subject_ambiguous",
            "several patients bear the identifier given");
      }
      if (found.size() == 1) {
        return Optional.of(found.getFirst());
      }
    }
    throw new ImportRefused(
        ImportRefused.Kind.UNPROCESSABLE,
        "subject_unknown",
        "no patient received so far bears the identifier given");
  }

  static List<Inbox.Token> tokens(List<Identifier> identifiers) {
    var tokens = new ArrayList<Inbox.Token>();
    for (var identifier : identifiers) {
      if (identifier.hasValue()) {
        var system = identifier.hasSystem() ? identifier.getSystem() : "";
        tokens.add(new Inbox.Token(system, identifier.getValue()));
      }
    }
    return tokens;
  }

  /** The identifier in a conditional search; no other parameter can be honoured. */
  static List<Inbox.Token> search(String query) {
    for (var part : query.split("&", -1)) {
      if (part.startsWith("identifier=")) {
        var text =
            URLDecoder.decode(part.substring("identifier=".length()), StandardCharsets.UTF_8);
        var bar = text.indexOf('|');
        return List.of(
            bar < 0
                ? new Inbox.Token("", text)
                : new Inbox.Token(text.substring(0, bar), text.substring(bar + 1)));
      }
    }
    throw new ImportRefused(
        ImportRefused.Kind.INVALID, "condition_unsupported", "a condition names an identifier");
  }
}
