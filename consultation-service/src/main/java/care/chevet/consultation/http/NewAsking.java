package care.chevet.consultation.http;

import care.chevet.bedside.Reading;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Asking;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the body of every request for care bears. */
public interface NewAsking {

  @Nullable UUID resident();

  @Nullable String specialty();

  @Nullable String urgency();

  @Nullable String question();

  @Nullable List<Reading> vitals();

  @Nullable Map<String, @Nullable Object> checklist();

  @Nullable NewConsent consent();

  /** Says what is asked, or which field does not say it. */
  default Outcome<Asking> asking() {
    var resident = resident();
    if (resident == null) {
      return Outcome.refused(Refusal.malformed("invalid_body", "resident"));
    }
    return NewConsent.giver(consent())
        .then(giver ->
            coded("specialty", specialty(), Specialty::of)
                .then(specialty ->
                    coded("urgency", urgency(), code -> Coded.parse(Urgency.class, code))
                        .map(urgency -> asking(resident, specialty, urgency, giver))));
  }

  private Asking asking(UUID resident, Specialty specialty, Urgency urgency, GivenBy giver) {
    var consent = consent();
    return new Asking(
        resident,
        specialty,
        urgency,
        Objects.requireNonNullElse(question(), ""),
        Objects.requireNonNullElse(vitals(), List.of()),
        Objects.requireNonNullElse(checklist(), Map.of()),
        giver,
        consent != null && consent.gpAgrees());
  }

  /** The value that a field's code stands for. */
  static <T> Outcome<T> coded(
      String field, @Nullable String code, Function<String, Optional<T>> parse) {
    return Optional.ofNullable(code)
        .flatMap(parse)
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(Refusal.invalid("unknown_value", field)));
  }
}
