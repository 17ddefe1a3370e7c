package care.chevet.fhir.facade.subscription;

import ca.uhn.fhir.context.FhirContext;
import care.chevet.fhir.consultation.Establishment;
import care.chevet.fhir.consultation.Resident;
import care.chevet.fhir.facade.FacadeSettings;
import care.chevet.fhir.facade.document.DocumentId;
import care.chevet.fhir.facade.document.Documents;
import care.chevet.fhir.facade.subscription.Notification.Kind;
import care.chevet.fhir.facade.subscription.Subscriptions.Event;
import care.chevet.fhir.facade.subscription.Subscriptions.Standing;
import care.chevet.fhir.facade.subscription.Subscriptions.State;
import care.chevet.fhir.facade.told.Told;
import care.chevet.fhir.feed.FeedEvent;
import care.chevet.fhir.feed.FeedListener;
import care.chevet.fhir.hospital.Hooks;
import care.chevet.fhir.hospital.Hospitals;
import care.chevet.fhir.inbound.Matches;
import care.chevet.fhir.inbound.Matches.HospitalPatient;
import care.chevet.fhir.service.Backoff;
import care.chevet.fhir.service.Loop;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/**
 * Tells hospitals what they have subscribed to. An event is owed in the transaction that takes it
 * from the feed, and told until the hospital has said that it has it: at least once, in order.
 */
@Component
final class NotifyingHospitals implements FeedListener {

  private static final int EVENTS_OF_A_NOTIFICATION_MAX = 50;
  private static final int WORKERS = 2;
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Subscriptions subscriptions;
  private final Documents documents;
  private final Hospitals hospitals;
  private final Matches matches;
  private final Hooks hooks;
  private final SubscriptionSettings settings;
  private final Clock clock;
  private final String base;
  private final Loop loop;

  NotifyingHospitals(
      Subscriptions subscriptions,
      Documents documents,
      Hospitals hospitals,
      Matches matches,
      Hooks hooks,
      SubscriptionSettings settings,
      Clock clock,
      FacadeSettings facade) {
    this.subscriptions = subscriptions;
    this.documents = documents;
    this.hospitals = hospitals;
    this.matches = matches;
    this.hooks = hooks;
    this.settings = settings;
    this.clock = clock;
    this.base = facade.base();
    this.loop = new Loop("subscriptions", WORKERS, this::step);
  }

  @PostConstruct
  void start() {
    loop.start();
  }

  @PreDestroy
  void stop() {
    loop.close();
  }

  @Override
  public void on(FeedEvent event) {
    switch (event) {
      case FeedEvent.ConsultationChanged(_, var consultation, _)
          when consultation.report() != null ->
          occurred(
              new DocumentId(consultation.id(), consultation.report().version()),
              consultation.resident(),
              consultation.hospitals());
      case FeedEvent.ExpertiseChanged(_, var expertise, _) when expertise.opinion() != null ->
          occurred(
              new DocumentId(expertise.id(), Told.OPINION_VERSION),
              expertise.resident(),
              expertise.hospitals());
      case FeedEvent.ConsultationChanged _,
          FeedEvent.ExpertiseChanged _,
          FeedEvent.BookingChanged _,
          FeedEvent.AttachmentAdded _,
          FeedEvent.ResidentChanged _,
          FeedEvent.ResidentErased _,
          FeedEvent.Other _ -> {
        // No document is signed.
      }
    }
  }

  private void occurred(DocumentId id, Resident resident, List<Establishment> hospitals) {
    for (var hospital : hospitals) {
      var finess = hospital.finess();
      if (finess != null) {
        var patient =
            matches.linkedTo(resident.id()).stream()
                .filter(each -> each.hospital().equals(finess))
                .map(HospitalPatient::patient)
                .findFirst();
        subscriptions.occurred(
            finess,
            SubscriptionMapper.DOCUMENTS,
            patient,
            "DocumentReference/" + id,
            clock.instant());
      }
    }
  }

  @Override
  public void committed() {
    loop.wake();
  }

  Duration step() throws InterruptedException {
    var due = subscriptions.claim(clock.instant(), LEASE);
    if (due.isEmpty()) {
      return settings.pause();
    }
    tell(due.get());
    return Duration.ZERO;
  }

  private void tell(Standing standing) throws InterruptedException {
    var wish = standing.wish();
    var greeting = standing.state() == State.REQUESTED;
    var events =
        greeting
            ? List.<Event>of()
            : subscriptions.events(
                wish.id(), standing.told(), standing.events(), EVENTS_OF_A_NOTIFICATION_MAX);
    var kind = greeting ? Kind.HANDSHAKE : events.isEmpty() ? Kind.HEARTBEAT : Kind.EVENTS;
    var bundle =
        Notification.bundle(
            base,
            standing,
            kind,
            events,
            focus -> resource(wish.hospital(), focus),
            clock.instant());
    var headers = new LinkedHashMap<String, String>();
    for (var header : wish.headers()) {
      var parts = SubscriptionMapper.nameAndValue(header);
      headers.put(parts.getFirst(), parts.getLast());
    }
    var json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(bundle);
    var failure = hooks.post(wish.hospital(), wish.endpoint(), headers, json);
    var now = clock.instant();
    if (failure.isPresent()) {
      subscriptions.failed(wish.id(), failure.get(), now, again(standing, now));
    } else {
      var told = events.isEmpty() ? standing.told() : events.getLast().number();
      subscriptions.acknowledged(wish.id(), told, now);
    }
  }

  private Optional<? extends Resource> resource(String hospital, String focus) {
    return DocumentId.of(focus.substring(focus.indexOf('/') + 1))
        .flatMap(id -> hospitals.byFiness(hospital).flatMap(one -> documents.signed(one, id)));
  }

  private Optional<Instant> again(Standing standing, Instant now) {
    var since = standing.failingSince().orElse(now);
    if (Duration.between(since, now).compareTo(settings.givenUpAfter()) > 0) {
      return Optional.empty();
    }
    var backoff = new Backoff(settings.retryFirst(), settings.retryMost());
    return Optional.of(
        now.plus(backoff.after(standing.attempts() + 1, ThreadLocalRandom.current())));
  }
}
