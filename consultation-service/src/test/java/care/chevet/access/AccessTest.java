package care.chevet.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.chevet.directory.Role;
import care.chevet.directory.Specialty;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who may see what, rule by rule. */
final class AccessTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final UUID HOME = UUID.randomUUID();
  private static final UUID OTHER_HOME = UUID.randomUUID();
  private static final UUID RESIDENT = UUID.randomUUID();

  private final Set<UUID> circle = new HashSet<>();
  private final Access access =
      new Access(
          new CircleOfCare() {
            @Override
            public Mono<Void> enter(UUID resident, UUID person, UUID because, Instant since) {
              return Mono.fromRunnable(() -> circle.add(person));
            }

            @Override
            public Mono<Void> leave(UUID resident, UUID person, UUID because, Instant until) {
              return Mono.fromRunnable(() -> circle.remove(person));
            }

            @Override
            public Mono<Boolean> includes(UUID resident, UUID person, Instant at) {
              return Mono.just(circle.contains(person));
            }
          },
          InstantSource.fixed(NOW));

  private static Actor actor(Role role, Set<UUID> homes, Set<Specialty> specialties) {
    return new Actor(
        UUID.randomUUID(),
        role,
        "Somebody",
        Locale.FRENCH,
        ZoneId.of("Europe/Paris"),
        homes,
        specialties);
  }

  private final Actor nurse = actor(Role.NURSE, Set.of(HOME), Set.of());
  private final Actor geriatrician = actor(Role.PHYSICIAN, Set.of(), Set.of(Specialty.GERIATRICS));
  private final Actor cardiologist = actor(Role.PHYSICIAN, Set.of(), Set.of(Specialty.CARDIOLOGY));
  private final Actor coordinator = actor(Role.COORDINATOR, Set.of(), Set.of());
  private final Actor operator = actor(Role.OPERATOR, Set.of(), Set.of());

  @Test
  void exchangesAreTheOperatorsAndMatchesTheCoordinators() {
    for (var actor : List.of(nurse, geriatrician, coordinator, operator)) {
      assertThat(access.mayRunExchanges(actor)).isEqualTo(actor.is(Role.OPERATOR));
      assertThat(access.mayRuleOnMatches(actor)).isEqualTo(actor.is(Role.COORDINATOR));
    }
  }

  private static ConsultationFacts facts(UUID home, UUID physician) {
    return ended(home, physician, null);
  }

  private static ConsultationFacts ended(UUID home, UUID physician, Instant at) {
    return new ConsultationFacts(
        UUID.randomUUID(),
        RESIDENT,
        home,
        Specialty.GERIATRICS,
        physician,
        physician == null,
        Set.of(),
        at);
  }

  @Test
  void aMonthAfterTheEndThePhysicianSeesThatItWasAndNoMore() {
    var physician = geriatrician.person();
    var month = NOW.minus(Access.RECENT);
    assertThat(access.toConsultation(geriatrician, ended(HOME, physician, month.plusSeconds(1))))
        .isEqualTo(Visibility.FULL);
    assertThat(access.toConsultation(geriatrician, ended(HOME, physician, month)))
        .isEqualTo(Visibility.METADATA);
    assertThat(access.toConsultation(nurse, ended(HOME, physician, month.minusSeconds(1))))
        .isEqualTo(Visibility.FULL);
  }

  @Test
  void aNurseSeesWhatHappensInHerCareHomeAndNothingElse() {
    assertThat(access.toConsultation(nurse, facts(HOME, null))).isEqualTo(Visibility.FULL);
    assertThat(access.toConsultation(nurse, facts(OTHER_HOME, null))).isEqualTo(Visibility.NONE);
    assertThat(access.toResident(nurse, RESIDENT, HOME).block()).isEqualTo(Visibility.FULL);
    assertThat(access.toResident(nurse, RESIDENT, OTHER_HOME).block()).isEqualTo(Visibility.NONE);
    assertThat(access.mayRequestFor(nurse, HOME)).isTrue();
    assertThat(access.mayRequestFor(nurse, OTHER_HOME)).isFalse();
  }

  @Test
  void aPhysicianSeesWhatWaitsInHerSpecialty() {
    assertThat(access.toConsultation(geriatrician, facts(HOME, null))).isEqualTo(Visibility.FULL);
    assertThat(access.toConsultation(cardiologist, facts(HOME, null))).isEqualTo(Visibility.NONE);
  }

  @Test
  void ofWhatAColleagueHasTakenAPhysicianSeesThatItIsTakenAndNoMore() {
    var taken = facts(HOME, UUID.randomUUID());
    assertThat(access.toConsultation(geriatrician, taken)).isEqualTo(Visibility.METADATA);
    assertThat(access.toConsultation(cardiologist, taken)).isEqualTo(Visibility.NONE);
    var own = facts(HOME, cardiologist.person());
    assertThat(access.toConsultation(cardiologist, own)).isEqualTo(Visibility.FULL);
  }

  @Test
  void aPhysicianOpensARecordOnlyWithinTheCircleOfCare() {
    assertThat(access.toResident(geriatrician, RESIDENT, HOME).block()).isEqualTo(Visibility.NONE);
    circle.add(geriatrician.person());
    assertThat(access.toResident(geriatrician, RESIDENT, HOME).block()).isEqualTo(Visibility.FULL);
    assertThat(access.mayRequestFor(geriatrician, HOME)).isFalse();
  }

  @Test
  void aCoordinatorSeesTheQueueAndNoRecord() {
    assertThat(access.toConsultation(coordinator, facts(HOME, null)))
        .isEqualTo(Visibility.METADATA);
    assertThat(access.toResident(coordinator, RESIDENT, HOME).block()).isEqualTo(Visibility.NONE);
    assertThat(access.consultationsOf(coordinator).all()).isTrue();
  }

  @Test
  void anOperatorSeesNoCare() {
    assertThat(access.toConsultation(operator, facts(HOME, null))).isEqualTo(Visibility.NONE);
    assertThat(access.toResident(operator, RESIDENT, HOME).block()).isEqualTo(Visibility.NONE);
    assertThat(access.consultationsOf(operator).visibility()).isEqualTo(Visibility.NONE);
  }
}
