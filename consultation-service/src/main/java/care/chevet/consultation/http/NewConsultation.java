package care.chevet.consultation.http;

import static java.util.Objects.requireNonNull;

import care.chevet.bedside.Reading;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Coded;
import care.chevet.consultation.PlaceType;
import care.chevet.consultation.RequestingConsultation.Wish;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/consultations}. */
record NewConsultation(
    @Nullable UUID resident,
    @Nullable String specialty,
    @Nullable String urgency,
    @Nullable String question,
    @Nullable String placeType,
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
    var wanted = parsed(specialty, Specialty::of);
    var howSoon = parsed(urgency, code -> Coded.parse(Urgency.class, code));
    var where = parsed(placeType, code -> Coded.parse(PlaceType.class, code));
    if (wanted.isEmpty()) {
      return unknown("specialty");
    }
    if (howSoon.isEmpty()) {
      return unknown("urgency");
    }
    if (where.isEmpty()) {
      return unknown("placeType");
    }
    return Outcome.done(
        new Wish(
            requireNonNull(resident),
            wanted.get(),
            howSoon.get(),
            question == null ? "" : question,
            where.get(),
            vitals == null ? List.of() : vitals,
            checklist == null ? Map.of() : checklist,
            giver,
            consent != null && consent.gpAgrees()));
  }

  private static <T> Optional<T> parsed(
      @Nullable String code, Function<String, Optional<T>> parse) {
    return Optional.ofNullable(code).flatMap(parse);
  }

  private static Outcome<Wish> unknown(String field) {
    return Outcome.refused(Refusal.invalid("unknown_value", field));
  }
}
