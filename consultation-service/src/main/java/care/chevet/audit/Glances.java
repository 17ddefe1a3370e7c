package care.chevet.audit;

import care.chevet.memory.Remembered;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What lists and live pages show of residents. Somebody who has a list before her sees each of them
 * many times an hour; that she did is written down once in {@link #ONE_LOOK}, by each replica.
 */
public final class Glances {
  public static final Duration ONE_LOOK = Duration.ofHours(1);

  private static final int REMEMBERED_MAX = 100_000;

  private record Look(UUID person, String what, UUID subject) {}

  private final AuditTrail trail;
  private final Remembered<Look, Boolean> looks = new Remembered<>(REMEMBERED_MAX, ONE_LOOK);

  public Glances(AuditTrail trail) {
    this.trail = trail;
  }

  /**
   * Something that was shown.
   *
   * @param because the consultation, if it is one
   */
  public record Shown(UUID subject, UUID resident, @Nullable UUID because) {}

  /** Writes down that the person was shown these, unless it stands there already. */
  public Mono<Void> at(
      UUID person, String role, String what, String subjectKind, List<Shown> shown) {
    return Mono.defer(() -> {
      var fresh =
          shown.stream()
              .distinct()
              .filter(one -> looks.recall(new Look(person, what, one.subject())).isEmpty())
              .toList();
      if (fresh.isEmpty()) {
        return Mono.empty();
      }
      return trail
          .append(
              fresh.stream()
                  .map(one ->
                      new AuditEntry(
                          person.toString(),
                          role,
                          what,
                          subjectKind,
                          one.subject(),
                          one.resident(),
                          one.because(),
                          null))
                  .toList())
          .doOnSuccess(
              _ -> fresh.forEach(one -> looks.keep(new Look(person, what, one.subject()), true)));
    });
  }
}
