package care.chevet.room;

import care.chevet.access.Machine;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Activity;
import care.chevet.consultation.Author.ByGuest;
import care.chevet.consultation.Author.ByMachine;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.GuestRole;
import care.chevet.consultation.Lifecycle;
import care.chevet.consultation.Party;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Outcome.Done;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The signaling server tells what happened in a room, at least once; when nurse and physician see
 * each other, the session has begun.
 */
public final class RecordingRoomEvents {

  /** As many as the signaling server gathers during a short outage of ours. */
  public static final int EVENTS_MAX = 500;

  private static final String GUEST_JOINED = "guest-joined";

  private final Consultations consultations;
  private final ChangingConsultation changing;
  private final RoomEvents events;
  private final Transactions transactions;

  public RecordingRoomEvents(
      Consultations consultations,
      ChangingConsultation changing,
      RoomEvents events,
      Transactions transactions) {
    this.consultations = consultations;
    this.changing = changing;
    this.events = events;
    this.transactions = transactions;
  }

  /** How many of them were news. */
  public Mono<Outcome<Integer>> by(Machine machine, UUID room, List<RoomEvent> told) {
    return transactions.unlessRefused(
        consultations
            .hold(room)
            .flatMap(held ->
                events
                    .keep(room, told)
                    .collectList()
                    .flatMap(news ->
                        begin(machine, held)
                            .then(tellOfGuests(held, news))
                            .thenReturn(Outcome.done(news.size()))))
            .switchIfEmpty(
                Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("room_not_found")))));
  }

  /**
   * The one keeper of all rooms begins anew, with nobody in them. It cannot say who was there
   * before it fell; whoever was, has left.
   *
   * @return how many had
   */
  public Mono<Long> keeperBegan(Instant at) {
    return events.endAllBefore(at);
  }

  private Mono<Void> begin(Machine machine, Consultation held) {
    return held instanceof AtBedside atBedside
        ? events
            .of(held.id())
            .collectList()
            .flatMap(all -> Mono.justOrEmpty(Presence.sessionStart(all)))
            .map(start -> new SessionStart(later(start, atBedside.since())))
            .flatMap(start ->
                changing.act(new ByMachine(Party.ROOM, machine.clientId()), held.id(), _ -> start))
            .then()
        : Mono.empty();
  }

  /** A guest who has been let in is on record from then on, and everybody's page says so. */
  private Mono<Void> tellOfGuests(Consultation held, List<RoomEvent> news) {
    return Lifecycle.permit(Activity.JOIN, held, Set.of(Party.GUEST)) instanceof Done
        ? Flux.fromIterable(news)
            .filter(event -> event.type() == RoomEvent.Type.JOINED)
            .filter(event -> Coded.parse(GuestRole.class, event.role()).isPresent())
            .concatMap(event ->
                changing.add(
                    new ByGuest(event.person()),
                    held.id(),
                    Activity.JOIN,
                    GUEST_JOINED,
                    Mono.empty()))
            .then()
        : Mono.empty();
  }

  /**
   * The physician may be early in the room, and clocks differ: nothing begins before the bedside.
   */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
