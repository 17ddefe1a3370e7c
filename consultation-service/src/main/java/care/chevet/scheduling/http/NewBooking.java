package care.chevet.scheduling.http;

import care.chevet.consultation.Coded;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import care.chevet.scheduling.Wish;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a booking or a hold; without a resident it is for that of the consultation. */
record NewBooking(
    @Nullable UUID resident,
    @Nullable UUID physician,
    @Nullable String specialty,
    @Nullable String urgency,
    @Nullable Instant start,
    @Nullable UUID nurse,
    @Nullable UUID deviceKit,
    @Nullable UUID room,
    @Nullable UUID consultation,
    @Nullable SetAside override) {

  /** The explicit wish to set the rules aside. */
  record SetAside(@Nullable String reason) {}

  /** The same for a resident. */
  NewBooking of(UUID whom) {
    return new NewBooking(
        whom, physician, specialty, urgency, start, nurse, deviceKit, room, consultation, override);
  }

  Outcome<Wish> wish(boolean hold) {
    if (resident == null) {
      return missing("resident");
    }
    if (physician == null) {
      return missing("physician");
    }
    if (start == null) {
      return missing("start");
    }
    Optional<Specialty> field = Optional.ofNullable(specialty).flatMap(Specialty::of);
    if (field.isEmpty()) {
      return missing("specialty");
    }
    Optional<Urgency> haste =
        Coded.parse(Urgency.class, urgency == null ? Urgency.THIS_WEEK.code() : urgency);
    if (haste.isEmpty()) {
      return missing("urgency");
    }
    if (override != null && !isReason(override.reason)) {
      return missing("override.reason");
    }
    return Outcome.done(
        new Wish(
            resident,
            physician,
            field.get(),
            haste.get(),
            start,
            nurse,
            deviceKit,
            room,
            consultation,
            hold,
            override == null ? null : override.reason));
  }

  static boolean isReason(@Nullable String reason) {
    return reason != null && !reason.isBlank() && reason.length() <= Wish.REASON_CHARACTERS_MAX;
  }

  private static Outcome<Wish> missing(String field) {
    return Outcome.refused(Refusal.malformedField("invalid_body", field));
  }
}
