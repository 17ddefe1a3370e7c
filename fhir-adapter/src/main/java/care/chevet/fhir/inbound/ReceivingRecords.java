package care.chevet.fhir.inbound;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.Sha256;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what a hospital sends: all of one request or nothing of it. */
public final class ReceivingRecords {

  /** The kinds of resource that are kept. */
  public static final Set<String> TYPES =
      Set.of(
          "Patient",
          "AllergyIntolerance",
          "MedicationStatement",
          "MedicationRequest",
          "Medication",
          "Condition",
          "Appointment",
          "Practitioner",
          "Organization",
          "DocumentReference",
          "Binary",
          "List");

  /** What became of one entry; {@code created} is false for a repetition or a new version. */
  public record Receipt(Inbox.Key key, int version, boolean created, boolean changed) {}

  /**
   * What we hold to when receiving.
   *
   * @param ownBase address of our façade
   */
  record Terms(String ownBase, boolean fictitiousInsAllowed) {}

  /** What is referred to comes before what refers to it. */
  private static final int TURNS = 5;

  private final Inbox inbox;
  private final Subjects subjects;
  private final Attachments attachments;
  private final Attributing attributing;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final boolean fictitiousInsAllowed;

  ReceivingRecords(
      Inbox inbox,
      Attributing attributing,
      TransactionTemplate transaction,
      Clock clock,
      Terms terms) {
    this.inbox = inbox;
    this.subjects = new Subjects(inbox, terms.ownBase());
    this.attachments = new Attachments(inbox, terms.ownBase());
    this.attributing = attributing;
    this.transaction = transaction;
    this.clock = clock;
    this.fictitiousInsAllowed = terms.fictitiousInsAllowed();
  }

  /** Takes the entries of one request, whose body was {@code raw}. */
  public List<Receipt> receive(Hospital hospital, byte[] raw, List<Incoming> all) {
    all.forEach(this::check);
    var receipts =
        transaction.execute(_ -> {
          inbox.lock(hospital.finess());
          var number = inbox.keepRaw(hospital.finess(), raw, clock.instant());
          return receive(hospital, number, all);
        });
    return receipts == null ? List.of() : receipts;
  }

  /** What became of one entry that stands for itself. */
  public sealed interface Result {

    record Taken(Receipt receipt) implements Result {}

    record Refused(ImportRefused why) implements Result {}
  }

  /** Takes each entry for itself; all came in one body, {@code raw}. */
  public List<Result> receiveEach(Hospital hospital, byte[] raw, List<Incoming> all) {
    var number = transaction.execute(_ -> inbox.keepRaw(hospital.finess(), raw, clock.instant()));
    return all.stream().map(incoming -> alone(hospital, number, incoming)).toList();
  }

  private Result alone(Hospital hospital, long raw, Incoming incoming) {
    try {
      check(incoming);
      var receipts =
          transaction.execute(_ -> {
            inbox.lock(hospital.finess());
            return receive(hospital, raw, List.of(incoming));
          });
      return new Result.Taken(receipts.getFirst());
    } catch (ImportRefused refused) {
      return new Result.Refused(refused);
    }
  }

  private void check(Incoming incoming) {
    if (!TYPES.contains(incoming.resourceType())) {
      throw new ImportRefused(
          ImportRefused.Kind.UNPROCESSABLE,
          "type_not_taken",
          incoming.resourceType() + " is not taken here");
    }
    var resource =
        switch (incoming) {
          case Incoming.Create create -> create.resource();
          case Incoming.Update update -> update.resource();
          case Incoming.Delete _ -> null;
        };
    if (resource instanceof Patient patient
        && !fictitiousInsAllowed
        && PatientIdentity.ins(patient).stream().anyMatch(ins -> ins.fictitious())) {
      throw new ImportRefused(
          ImportRefused.Kind.UNPROCESSABLE,
          "fictitious_ins_refused",
          "identities of the TEST and DEMO registers are refused here");
    }
  }

  private List<Receipt> receive(Hospital hospital, long raw, List<Incoming> all) {
    attachments.check(hospital.finess(), all);
    var places = new HashMap<String, String>();
    var keys = keys(hospital.finess(), all, places);
    var receipts = new ArrayList<Receipt>();
    var patients = new LinkedHashSet<String>();
    // Patients first: a fact may name hers by an identifier that comes with this very request.
    for (var patientsTurn : List.of(true, false)) {
      for (var i = 0; i < all.size(); i++) {
        if (keys.get(i).resourceType().equals("Patient") == patientsTurn) {
          receipts.add(keep(hospital, all.get(i), keys.get(i), raw, places, patients));
        }
      }
    }
    patients.forEach(
        patient -> attributing.attribute(new HospitalPatient(hospital.finess(), patient)));
    receipts.sort((a, b) -> Integer.compare(keys.indexOf(a.key()), keys.indexOf(b.key())));
    return receipts;
  }

  /**
   * Where each entry goes. A creation is recognised as a repetition by its content, in which
   * references to other entries stand: so patients have their places before what refers to them.
   */
  private List<Inbox.Key> keys(String hospital, List<Incoming> all, Map<String, String> places) {
    var keys = new Inbox.Key[all.size()];
    var taken = new HashSet<Inbox.Key>();
    for (var turn = 0; turn < TURNS; turn++) {
      for (var i = 0; i < keys.length; i++) {
        var incoming = all.get(i);
        if (turn(incoming) != turn) {
          continue;
        }
        if (incoming instanceof Incoming.Create create) {
          Subjects.resolve(create.resource(), create.fullUrl(), places);
        }
        var key = new Inbox.Key(hospital, incoming.resourceType(), place(hospital, incoming));
        if (!taken.add(key) && !(incoming instanceof Incoming.Create)) {
          throw new ImportRefused(
              ImportRefused.Kind.INVALID, "entry_repeated", "two entries name the same resource");
        }
        keys[i] = key;
        incoming.fullUrl().ifPresent(url -> places.put(url, reference(key)));
      }
    }
    return List.of(keys);
  }

  private static int turn(Incoming incoming) {
    if (!(incoming instanceof Incoming.Create)) {
      return 0;
    }
    return switch (incoming.resourceType()) {
      case "Patient" -> 1;
      case "Binary", "Practitioner", "Organization", "Medication" -> 2;
      case "List" -> 4;
      default -> 3;
    };
  }

  private static String reference(Inbox.Key key) {
    return key.resourceType() + "/" + key.sourceId();
  }

  private String place(String hospital, Incoming incoming) {
    return switch (incoming) {
      case Incoming.Update update -> update.sourceId();
      case Incoming.Delete delete -> delete.sourceId();
      case Incoming.Create create -> existing(hospital, create).orElseGet(ReceivingRecords::fresh);
    };
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  /** A creation that repeats what is here already: by its condition, or word for word. */
  private Optional<String> existing(String hospital, Incoming.Create create) {
    if (create.ifNoneExist().isPresent()) {
      for (var token : Subjects.search(create.ifNoneExist().get())) {
        var system = Optional.of(token.system()).filter(text -> !text.isEmpty());
        var found = inbox.byIdentifier(hospital, create.resourceType(), system, token.value());
        if (found.size() > 1) {
          throw new ImportRefused(
              ImportRefused.Kind.SEVERAL_MATCHES,
              "condition_ambiguous",
              "several resources meet If-None-Exist");
        }
        return found.stream().findFirst();
      }
    }
    return inbox
        .sameContent(hospital, create.resourceType(), hash(create.resource()))
        .map(stored -> stored.key().sourceId());
  }

  private Receipt keep(
      Hospital hospital,
      Incoming incoming,
      Inbox.Key key,
      long raw,
      Map<String, String> places,
      Set<String> patients) {
    var current = inbox.current(key);
    if (current.isPresent() && incoming instanceof Incoming.Create && !current.get().deleted()) {
      return new Receipt(key, current.get().version(), false, false);
    }
    return switch (incoming) {
      case Incoming.Create create -> {
        Subjects.resolve(create.resource(), create.fullUrl(), places);
        yield keep(hospital, create.resource(), key, current, raw, patients);
      }
      case Incoming.Update update -> {
        var version = current.map(Inbox.Stored::version).orElse(0);
        if (update.ifMatch().filter(expected -> !expected.equals(version)).isPresent()) {
          throw new ImportRefused(
              ImportRefused.Kind.VERSION_CONFLICT,
              "version_conflict",
              "the current version is " + version);
        }
        Subjects.resolve(update.resource(), update.fullUrl(), places);
        yield keep(hospital, update.resource(), key, current, raw, patients);
      }
      case Incoming.Delete _ -> drop(key, current, raw, patients);
    };
  }

  private Receipt keep(
      Hospital hospital,
      Resource resource,
      Inbox.Key key,
      Optional<Inbox.Stored> current,
      long raw,
      Set<String> patients) {
    var hash = hash(resource);
    var patient =
        resource instanceof Patient
            ? Optional.of(key.sourceId())
            : subjects.patientOf(hospital, resource);
    patient.ifPresent(patients::add);
    var standing = current.filter(stored -> !stored.deleted());
    if (standing.filter(stored -> stored.sha256().equals(hash)).isPresent()) {
      return new Receipt(key, standing.get().version(), false, false);
    }
    standing.flatMap(Inbox.Stored::patient).ifPresent(patients::add);
    var version = current.map(Inbox.Stored::version).orElse(0) + 1;
    resource.setId(reference(key));
    var json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
    inbox.store(
        new Inbox.Stored(key, version, patient, json, hash, false, clock.instant()),
        identifiers(resource),
        subjects.local(resource),
        raw);
    return new Receipt(key, version, current.isEmpty(), true);
  }

  private Receipt drop(
      Inbox.Key key, Optional<Inbox.Stored> current, long raw, Set<String> patients) {
    if (current.isEmpty() || current.get().deleted()) {
      return new Receipt(key, current.map(Inbox.Stored::version).orElse(0), false, false);
    }
    var last = current.get();
    last.patient().ifPresent(patients::add);
    var version = last.version() + 1;
    inbox.store(
        new Inbox.Stored(
            key, version, last.patient(), last.resource(), last.sha256(), true, clock.instant()),
        List.of(),
        Set.of(),
        raw);
    return new Receipt(key, version, false, true);
  }

  /** The content alone: neither the id that we give nor the version that the sender counts. */
  private static String hash(Resource resource) {
    var copy = resource.copy();
    copy.setId((String) null);
    copy.getMeta().setVersionId(null).setLastUpdated(null);
    var json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(copy);
    return Sha256.hex(json);
  }

  private static List<Inbox.Token> identifiers(IBaseResource resource) {
    if (FhirContext.forR4Cached().getResourceDefinition(resource).getChildByName("identifier")
        == null) {
      return List.of();
    }
    var found =
        FhirContext.forR4Cached().newTerser().getValues(resource, "identifier", Identifier.class);
    return Subjects.tokens(found);
  }

  /** Decides anew for everyone whom a change of {@code resident} may concern. */
  void residentChanged(Resident resident) {
    // An import that is on its way has not seen this change, and we do not see that import: so all
    // inboxes wait, in one order for everybody, before we look at who is in them.
    attributing.hospitals().forEach(inbox::lock);
    attributing.concernedBy(resident).forEach(attributing::attribute);
  }
}
