package care.chevet.consultation.http;

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
    @Nullable NewConsent consent) {

  /** Who agreed; whether the general practitioner does too. */
  record NewConsent(@Nullable String givenBy, @Nullable Boolean gpAgreement) {}

  Outcome<Wish> wish() {
    if (resident == null) {
      return Outcome.refused(Refusal.malformed("invalid_body", "resident"));
    }
    if (consent == null || consent.givenBy() == null) {
      return Outcome.refused(Refusal.invalid("consent_missing"));
    }
    var wanted = parsed(specialty, Specialty::of);
    var howSoon = parsed(urgency, code -> Coded.parse(Urgency.class, code));
    var where = parsed(placeType, code -> Coded.parse(PlaceType.class, code));
    var giver = GivenBy.parse(consent.givenBy());
    if (wanted.isEmpty()) {
      return unknown("specialty");
    }
    if (howSoon.isEmpty()) {
      return unknown("urgency");
    }
    if (where.isEmpty()) {
      return unknown("placeType");
    }
    if (giver.isEmpty()) {
      return unknown("consent.givenBy");
    }
    return Outcome.done(
        new Wish(
            resident,
            wanted.get(),
            howSoon.get(),
            question == null ? "" : question,
            where.get(),
            vitals == null ? List.of() : vitals,
            giver.get(),
            Boolean.TRUE.equals(consent.gpAgreement())));
  }

  private static <T> Optional<T> parsed(
      @Nullable String code, Function<String, Optional<T>> parse) {
    return Optional.ofNullable(code).flatMap(parse);
  }

  private static Outcome<Wish> unknown(String field) {
    return Outcome.refused(Refusal.invalid("unknown_value", field));
  }
}
