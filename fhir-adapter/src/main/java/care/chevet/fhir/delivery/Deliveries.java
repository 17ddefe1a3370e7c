package care.chevet.fhir.delivery;

import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.feed.FeedEvent;
import care.chevet.fhir.feed.FeedListener;
import care.chevet.fhir.hospital.Breaker;
import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.service.Loop;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The department that delivers: takes in what hospitals are to be told, and runs each hospital's
 * workers.
 */
public final class Deliveries implements FeedListener, AutoCloseable {

  private final Backlog backlog;
  private final Attachments attachments;
  private final Map<String, Loop> loops = new HashMap<>();
  private final Map<String, Breaker> breakers = new HashMap<>();

  Deliveries(Hospitals hospitals, DeliveringToHospital.Parts parts) {
    this.backlog = parts.backlog();
    this.attachments = parts.attachments();
    hospitals.all().forEach(hospital -> hire(hospital, parts));
  }

  private void hire(Hospital hospital, DeliveringToHospital.Parts parts) {
    if (hospital.baseUrl().isEmpty()) {
      return;
    }
    var client = parts.connections().to(hospital.finess()).orElseThrow();
    var settings = parts.settings();
    var breaker = new Breaker(parts.clock(), settings.breakerFirst(), settings.breakerMost());
    var work = new DeliveringToHospital(hospital, client, breaker, parts);
    breakers.put(hospital.finess(), breaker);
    loops.put(
        hospital.finess(),
        new Loop("delivery-" + hospital.finess(), settings.workers(), work::step));
  }

  void start() {
    loops.values().forEach(Loop::start);
  }

  /** An event is queued for every hospital that it names, configured here or not yet. */
  @Override
  public void on(FeedEvent event) {
    switch (event) {
      case FeedEvent.ConsultationChanged(var header, var consultation, var json) ->
          changed(
              header,
              new Subject(
                  FileKind.CONSULTATION,
                  consultation.id(),
                  consultation.resident(),
                  consultation.hospitals()),
              before -> News.of(consultation, before),
              json);
      case FeedEvent.BookingChanged(var header, var booking, var json) ->
          changed(
              header,
              new Subject(FileKind.BOOKING, booking.id(), booking.resident(), booking.hospitals()),
              before -> News.of(booking, before),
              json);
      case FeedEvent.ExpertiseChanged(var header, var expertise, var json) ->
          changed(
              header,
              new Subject(
                  FileKind.EXPERTISE, expertise.id(), expertise.resident(), expertise.hospitals()),
              _ -> News.of(expertise),
              json);
      case FeedEvent.AttachmentAdded(var header, var attachment, var json) -> {
        attachments.keep(attachment, json);
        backlog.enqueueAnew(attachment.consultation(), header.id(), header.occurredAt());
      }
      case FeedEvent.ResidentChanged _, FeedEvent.ResidentErased _, FeedEvent.Other _ -> {
        // Hospitals are told of a resident with what happens to her.
      }
    }
  }

  /** What an event is about, and whom it concerns. */
  private record Subject(
      FileKind kind, String id, Resident resident, List<Establishment> hospitals) {}

  private void changed(
      FeedEvent.Header header, Subject subject, UnaryOperator<Backlog.Told> news, String json) {
    for (var hospital : subject.hospitals()) {
      var finess = hospital.finess();
      if (finess != null) {
        var before = backlog.told(finess, subject.id());
        var now = news.apply(before);
        if (News.worthTelling(before, now)) {
          backlog.enqueue(
              new Backlog.Order(
                  finess,
                  Lane.ofPatient(subject.resident().id()),
                  header.id(),
                  subject.kind(),
                  subject.id(),
                  now,
                  header.occurredAt(),
                  json));
        }
      }
    }
  }

  @Override
  public void committed() {
    loops.values().forEach(Loop::wake);
  }

  public void wake(String hospital) {
    Optional.ofNullable(loops.get(hospital)).ifPresent(Loop::wake);
  }

  public Optional<Breaker.State> breaker(String hospital) {
    return Optional.ofNullable(breakers.get(hospital)).map(Breaker::state);
  }

  public Optional<Instant> unreachableSince(String hospital) {
    return Optional.ofNullable(breakers.get(hospital)).flatMap(Breaker::unreachableSince);
  }

  @Override
  public void close() {
    loops.values().forEach(Loop::close);
  }
}
