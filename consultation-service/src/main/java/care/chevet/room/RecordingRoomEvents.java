package care.chevet.room;

import care.chevet.access.Machine;
import care.chevet.consultation.Act.SessionStart;
import care.chevet.consultation.Author.ByMachine;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.Party;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * The signaling server tells what happened in a room, at least once; when nurse and physician see
 * each other, the session has begun.
 */
public final class RecordingRoomEvents {

  /** As many as the signaling server gathers during a short outage of ours. */
  public static final int EVENTS_MAX = 500;

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
                    .flatMap(news -> begin(machine, held).thenReturn(Outcome.done(news))))
            .switchIfEmpty(
                Mono.fromSupplier(() -> Outcome.refused(Refusal.notFound("room_not_found")))));
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

  /**
   * The physician may be early in the room, and clocks differ: nothing begins before the bedside.
   */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
