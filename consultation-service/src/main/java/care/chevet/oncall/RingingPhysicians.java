package care.chevet.oncall;

import care.chevet.consultation.Consultations;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Dossiers;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * One pass over the queue: requests whose minimum dossier is gathered by now, or waived, are let
 * in, and those that are in it are put before physicians.
 */
public final class RingingPhysicians {
  private final Offers offers;
  private final Consultations consultations;
  private final Dossiers dossiers;

  public RingingPhysicians(Offers offers, Consultations consultations, Dossiers dossiers) {
    this.offers = offers;
    this.consultations = consultations;
    this.dossiers = dossiers;
  }

  /** Answers how many offers were made. */
  public Mono<Long> pass() {
    return dossiers
        .of(offers.notReady().concatMap(consultations::byId))
        .map(RingingPhysicians::sufficient)
        .flatMap(ready -> ready.isEmpty() ? Mono.empty() : offers.ready(ready))
        .then(Mono.defer(offers::make));
  }

  private static List<UUID> sufficient(List<Dossier> found) {
    return found.stream()
        .filter(dossier -> dossier.preparation().suffices())
        .map(dossier -> dossier.consultation().id())
        .toList();
  }
}
