package care.chevet.scheduling;

import care.chevet.problem.Outcome;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The device kits and rooms of care homes. */
public interface Equipments {

  /** Those of a care home by name, the retired ones too. */
  Flux<Equipment> of(UUID careHome, Equipment.Kind kind);

  /** Adds one: {@code name_taken} when the care home has another of that name. */
  Mono<Outcome<Equipment>> add(Equipment.Kind kind, Equipment added);

  /** Renames or retires one: {@code name_taken}, {@code not_found}. */
  Mono<Outcome<Equipment>> change(Equipment.Kind kind, Equipment changed);
}
