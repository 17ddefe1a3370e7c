package care.chevet.fhir.inbound;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.hospital.Hospital;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Finds whom a resource is about, however its subject is written. */
final class Subjects {

  private static final Pattern BASE = Pattern.compile("(https?://.+/)[A-Za-z]+/[^/]+");

  private static final Pattern VERSION = Pattern.compile("/_history/[^/]+$");

  private final Inbox inbox;
  private final String ownBase;

  /**
   * @param ownBase address of our façade, under which an absolute reference is to what lies here
   */
  Subjects(Inbox inbox, String ownBase) {
    this.inbox = inbox;
    this.ownBase = ownBase;
  }

  /**
   * Replaces references to entries of the same bundle by where those entries now lie. A relative
   * reference inside an entry with an http address is relative to that address.
   *
   * <p>Source: FHIR R4 §2.36.4.1.
   */
  static void resolve(Resource resource, Optional<String> fullUrl, Map<String, String> places) {
    if (places.isEmpty()) {
      return;
    }
    Attachments.resolve(resource, places);
    var base = fullUrl.map(BASE::matcher).filter(Matcher::matches).map(match -> match.group(1));
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource)) {
      var reference = (Reference) info.getResourceReference();
      var written = reference.getReference();
      if (written == null || written.startsWith("#")) {
        continue;
      }
      var unversioned = VERSION.matcher(written).replaceFirst("");
      var place = places.get(unversioned);
      if (place == null && base.isPresent() && !unversioned.contains(":")) {
        place = places.get(base.get() + unversioned);
      }
      if (place != null) {
        reference.setReference(place);
      }
    }
  }

  /** What lies here to which a resource refers, each as {@code Type/id}. */
  Set<String> local(Resource resource) {
    var places = new TreeSet<String>();
    for (var info : FhirContext.forR4Cached().newTerser().getAllResourceReferences(resource)) {
      place((Reference) info.getResourceReference()).ifPresent(places::add);
    }
    return places;
  }

  private Optional<String> place(Reference reference) {
    if (reference.getReference() == null) {
      return Optional.empty();
    }
    var to = reference.getReferenceElement();
    var here = to.getBaseUrl() == null || same(to.getBaseUrl(), ownBase);
    return here && to.hasResourceType() && to.hasIdPart()
        ? Optional.of(to.getResourceType() + "/" + to.getIdPart())
        : Optional.empty();
  }

  /** Source id of the patient, or nothing for a resource that is about nobody. */
  Optional<String> patientOf(Hospital hospital, Resource resource) {
    return switch (resource) {
      case AllergyIntolerance allergy -> patient(hospital, allergy, allergy.getPatient());
      case MedicationStatement statement -> patient(hospital, statement, statement.getSubject());
      case MedicationRequest request -> patient(hospital, request, request.getSubject());
      case Condition condition -> patient(hospital, condition, condition.getSubject());
      case DocumentReference document -> patient(hospital, document, document.getSubject());
      case ListResource list -> patient(hospital, list, list.getSubject());
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

  private Optional<String> patient(Hospital hospital, DomainResource fact, Reference subject) {
    var written = subject.getReference();
    if (written != null && written.startsWith("#")) {
      return containedPatient(hospital.finess(), fact, written.substring(1));
    }
    if (written != null && written.startsWith("Patient?")) {
      return one(hospital.finess(), search(written.substring("Patient?".length())));
    }
    var place = subject.getReferenceElement();
    if (written != null && "Patient".equals(place.getResourceType())) {
      requireHere(hospital, place.getBaseUrl());
      return Optional.of(place.getIdPart());
    }
    if (subject.hasIdentifier()) {
      return one(hospital.finess(), tokens(List.of(subject.getIdentifier())));
    }
    throw new ImportRefused(
        ImportRefused.Kind.UNPROCESSABLE,
        "subject_missing",
        fact.fhirType() + " does not say which patient it is about");
  }

  /** Ids are names at one server only: another's Patient/7 is another person. */
  private void requireHere(Hospital hospital, @Nullable String base) {
    if (base == null
        || same(base, ownBase)
        || hospital.baseUrl().filter(own -> same(base, own.toString())).isPresent()) {
      return;
    }
    throw new ImportRefused(
        ImportRefused.Kind.UNPROCESSABLE,
        "subject_elsewhere",
        "the patient is at another server; send her, or refer to her by an identifier");
  }

  private static boolean same(String one, String other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(String base) {
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
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
