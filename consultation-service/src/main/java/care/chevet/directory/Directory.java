package care.chevet.directory;

import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The people, care homes and hospitals on record. What is not there is an empty answer. */
public interface Directory {
  Mono<Person> personBySubject(String subject);

  Mono<Person> person(UUID id);

  /** Those of the given people who are on record, in no set order. */
  Flux<Person> people(Collection<UUID> ids);

  /** The physicians of a specialty, by family name. */
  Flux<Person> physicians(Specialty specialty);

  /** The nurses who work at a care home, by family name. */
  Flux<Person> nursesOf(UUID careHome);

  Mono<CareHome> careHome(UUID id);

  /** Those of the given care homes that are on record, by name. */
  Flux<CareHome> careHomes(Collection<UUID> ids);

  /** The hospitals that a care home's residents are treated at, by FINESS. */
  Flux<Hospital> hospitalsOf(UUID careHome);

  Mono<Hospital> hospitalByFiness(String finess);
}
