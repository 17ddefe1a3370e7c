package care.chevet.room;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Visibility;
import care.chevet.consultation.Author;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.Consultations;
import care.chevet.problem.Outcome;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Who was asked into the room of a consultation, for those who see the whole of it. */
public final class ListingGuests {
  private final Consultations consultations;
  private final Guests guests;
  private final Access access;

  public ListingGuests(Consultations consultations, Guests guests, Access access) {
    this.consultations = consultations;
    this.guests = guests;
    this.access = access;
  }

  public Mono<Outcome<List<Guest>>> by(Actor actor, UUID consultation) {
    return consultations
        .byId(consultation)
        .filter(file ->
            access.toConsultation(actor, Author.factsOf(file.consultation())) == Visibility.FULL)
        .flatMap(_ -> guests.of(consultation).collectList())
        .map(Outcome::done)
        .switchIfEmpty(Mono.fromSupplier(() -> Outcome.refused(ChangingConsultation.notFound())));
  }
}
