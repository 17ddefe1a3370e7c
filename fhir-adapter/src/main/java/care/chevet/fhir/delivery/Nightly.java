package care.chevet.fhir.delivery;

import care.chevet.fhir.hospital.Hospital;
import care.chevet.fhir.hospital.Hospitals;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Plans one reconciliation for each hospital and night. */
final class Nightly {

  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  /** A night that was missed by no more than this is made up for at the start. */
  private static final Duration MADE_UP_FOR_WITHIN = Duration.ofHours(12);

  /**
   * When hospitals are reconciled, {@code chevet.reconciliation}.
   *
   * @param at local time of day
   * @param zone where that is
   */
  @Validated
  @ConfigurationProperties("chevet.reconciliation")
  record Settings(
      @NotNull @DefaultValue("03:00") LocalTime at,
      @NotNull @DefaultValue("Europe/Paris") ZoneId zone) {

    /** The last such time that is not after {@code now}. */
    Instant lastDue(Instant now) {
      var local = now.atZone(zone);
      var today = local.toLocalDate().atTime(at).atZone(zone).toInstant();
      return today.isAfter(now)
          ? local.toLocalDate().minusDays(1).atTime(at).atZone(zone).toInstant()
          : today;
    }
  }

  private final Hospitals hospitals;
  private final Reconciliations reconciliations;
  private final Settings settings;
  private final Clock clock;
  private final Instant started;

  Nightly(Hospitals hospitals, Reconciliations reconciliations, Settings settings, Clock clock) {
    this.hospitals = hospitals;
    this.reconciliations = reconciliations;
    this.settings = settings;
    this.clock = clock;
    this.started = clock.instant();
  }

  Duration step() {
    var due = settings.lastDue(clock.instant());
    if (!due.isBefore(started.minus(MADE_UP_FOR_WITHIN))) {
      hospitals.all().stream()
          .filter(hospital -> hospital.baseUrl().isPresent())
          .map(Hospital::finess)
          .forEach(finess -> reconciliations.plan(finess, due));
    }
    return LOOK_EVERY;
  }
}
