package care.chevet.fhir.facade.bulk;

import care.chevet.fhir.facade.RecordProvider;
import care.chevet.fhir.facade.bulk.Exports.Job;
import care.chevet.fhir.facade.bulk.Exports.State;
import care.chevet.fhir.facade.document.Documents;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Inbox;
import care.chevet.fhir.service.Loop;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the files of the exports that hospitals have asked for, one export at a time. */
@Component
final class Exporting {

  private static final Logger log = LoggerFactory.getLogger(Exporting.class);
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int PATIENTS_AT_ONCE = 100;
  private static final int RESOURCES_AT_ONCE = 500;
  private static final int RUNS_MAX = 3;

  /** What is about nobody, and belongs to the facts that refer to it. */
  private static final List<String> DIRECTORY =
      List.of("Medication", "Practitioner", "Organization");

  private final Exports exports;
  private final Hospitals hospitals;
  private final Inbox inbox;
  private final Documents documents;
  private final Clock clock;
  private final Loop loop;

  Exporting(Exports exports, Hospitals hospitals, Inbox inbox, Documents documents, Clock clock) {
    this.exports = exports;
    this.hospitals = hospitals;
    this.inbox = inbox;
    this.documents = documents;
    this.clock = clock;
    this.loop = new Loop("exports", 1, this::step);
  }

  @PostConstruct
  void start() {
    loop.start();
  }

  @PreDestroy
  void stop() {
    loop.close();
  }

  void wake() {
    loop.wake();
  }

  Duration step() {
    exports.forget(clock.instant());
    var next = exports.claim(clock.instant(), LEASE);
    if (next.isEmpty()) {
      return PAUSE;
    }
    var job = next.get();
    var hospital = hospitals.byFiness(job.hospital());
    if (hospital.isEmpty() || job.run() > RUNS_MAX) {
      log.warn("export {} is given up", job.id());
      exports.ended(job, State.FAILED, clock.instant());
    } else if (write(job, hospital.get())) {
      exports.ended(job, State.DONE, clock.instant());
    }
    return Duration.ZERO;
  }

  /** False when another has taken this one over. */
  private boolean write(Job job, Hospital hospital) {
    var files =
        new ExportFiles(
            (file, content) -> exports.add(job, file, content, clock.instant().plus(LEASE)));
    var after = "";
    while (true) {
      var patients = exports.residents(job.hospital(), after, PATIENTS_AT_ONCE);
      if (patients.isEmpty()) {
        break;
      }
      for (var patient : patients) {
        if (!patient(job, hospital, patient, files)) {
          return false;
        }
      }
      after = patients.getLast();
    }
    for (var type : DIRECTORY) {
      if (job.types().contains(type) && !directory(job, type, files)) {
        return false;
      }
    }
    return files.close();
  }

  private boolean patient(Job job, Hospital hospital, String patient, ExportFiles files) {
    var wanted = true;
    var key = new Inbox.Key(job.hospital(), "Patient", patient);
    for (var stored : inbox.current(key).stream().toList()) {
      wanted = wanted && stored(job, stored, files);
    }
    for (var stored : inbox.aboutPatient(job.hospital(), patient)) {
      if (!stored.key().resourceType().equals("DocumentReference")) {
        wanted = wanted && stored(job, stored, files);
      }
    }
    if (job.types().contains("DocumentReference")) {
      for (var document : documents.about(hospital, patient)) {
        var at = document.getMeta().getLastUpdated().toInstant();
        if (job.since().filter(at::isBefore).isEmpty()) {
          wanted = wanted && files.add(document);
        }
      }
    }
    return wanted;
  }

  private static boolean stored(Job job, Inbox.Stored stored, ExportFiles files) {
    var left =
        stored.deleted()
            || !job.types().contains(stored.key().resourceType())
            || job.since().filter(stored.receivedAt()::isBefore).isPresent();
    return left || files.add(RecordProvider.restored(Resource.class, stored));
  }

  private boolean directory(Job job, String type, ExportFiles files) {
    var search =
        new Inbox.Search(
            job.hospital(),
            type,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            job.since(),
            Optional.empty());
    Optional<Inbox.Place> after = Optional.empty();
    while (true) {
      var page = inbox.page(search, after, 0, RESOURCES_AT_ONCE);
      if (page.isEmpty()) {
        return true;
      }
      for (var stored : page) {
        if (!stored(job, stored, files)) {
          return false;
        }
      }
      var last = page.getLast();
      after = Optional.of(new Inbox.Place(last.receivedAt(), last.key().sourceId()));
    }
  }
}
