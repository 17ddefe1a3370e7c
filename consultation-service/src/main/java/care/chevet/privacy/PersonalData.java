package care.chevet.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All that is on record about one person, wherever it stands. */
public interface PersonalData {

  /**
   * What is on record of one kind.
   *
   * @param json a document, as text
   */
  record Section(String name, String json) {}

  /** A signed document, by the consultation or expertise it belongs to. */
  record Paper(Kind kind, UUID file, int version) {
    public enum Kind {
      REPORT,
      PRESCRIPTION,
      OPINION
    }
  }

  /** So many of a kind were erased. */
  record Erased(String what, long count) {}

  Mono<Void> keep(Export export);

  Mono<Export> export(UUID id);

  /** Keeps why somebody's data were erased, and who had it done. */
  Mono<Void> noteErasure(Subject subject, UUID askedBy, String reason, Instant at);

  Flux<Section> sections(Subject subject);

  Flux<Paper> papers(UUID resident);

  /** Every consultation and expertise of a resident. */
  Flux<UUID> files(UUID resident);

  /** Until when the law wants a resident's record kept; empty if there never was a visit. */
  Mono<LocalDate> keptUntil(UUID resident);

  Flux<Erased> eraseBesideRecord(UUID resident, Instant now);

  /** Erases the resident with her record; false if that may not be yet. */
  Mono<Boolean> eraseResident(UUID resident, Instant now);

  Mono<Boolean> isEngaged(UUID person, Instant now);

  Flux<Erased> erasePerson(UUID person, Instant now);
}
