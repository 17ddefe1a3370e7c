package care.chevet.expertise.http;

import static java.util.Objects.requireNonNull;

import care.chevet.bedside.Reading;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Urgency;
import care.chevet.consultation.http.NewConsent;
import care.chevet.directory.Specialty;
import care.chevet.expertise.RequestingExpertise.Wish;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/expertises}. */
record NewExpertise(
    @Nullable UUID resident,
    @Nullable String specialty,
    @Nullable String urgency,
    @Nullable String question,
    @Nullable List<Reading> vitals,
    @Nullable Map<String, @Nullable Object> checklist,
    @Nullable NewConsent consent) {

  Outcome<Wish> wish() {
    if (resident == null) {
      return Outcome.refused(Refusal.malformed("invalid_body", "resident"));
    }
    return NewConsent.giver(consent).then(this::wish);
  }

  private Outcome<Wish> wish(GivenBy giver) {
    var wanted = Optional.ofNullable(specialty).flatMap(Specialty::of);
    var howSoon = Optional.ofNullable(urgency).flatMap(code -> Coded.parse(Urgency.class, code));
    if (wanted.isEmpty()) {
      return Outcome.refused(Refusal.invalid("unknown_value", "specialty"));
    }
    if (howSoon.isEmpty()) {
      return Outcome.refused(Refusal.invalid("unknown_value", "urgency"));
    }
    return Outcome.done(
        new Wish(
            requireNonNull(resident),
            wanted.get(),
            howSoon.get(),
            question == null ? "" : question,
            vitals == null ? List.of() : vitals,
            checklist == null ? Map.of() : checklist,
            giver,
            consent != null && consent.gpAgrees()));
  }
}
