package care.chevet.expertise.postgres;

import static java.util.Objects.requireNonNull;

import care.chevet.consent.Consent;
import care.chevet.consent.GivenBy;
import care.chevet.consultation.Coded;
import care.chevet.consultation.Urgency;
import care.chevet.directory.Specialty;
import care.chevet.expertise.Asked;
import care.chevet.expertise.Course;
import care.chevet.expertise.Expertise;
import care.chevet.expertise.Expertise.Answered;
import care.chevet.expertise.Expertise.Assigned;
import care.chevet.expertise.Expertise.Cancelled;
import care.chevet.expertise.Expertise.Converted;
import care.chevet.expertise.Expertise.Expired;
import care.chevet.expertise.Expertise.PiecesWanted;
import care.chevet.expertise.Expertise.Requested;
import care.chevet.expertise.Expertise.State;
import care.chevet.expertise.OnFile;
import care.chevet.expertise.OnFile.Message;
import care.chevet.expertise.Opinion;
import care.chevet.expertise.Turn;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code expertise}, whose turns are read after it. */
record ExpertiseRow(
    Asked asked,
    State state,
    long version,
    Instant dueAt,
    @Nullable UUID expert,
    @Nullable String wanted,
    @Nullable Instant piecesDueAt,
    boolean piecesReminded,
    @Nullable String opinion,
    @Nullable Instant signedAt,
    @Nullable String sha256,
    @Nullable UUID endedBy,
    @Nullable String endReason,
    @Nullable Instant endedAt,
    @Nullable GivenBy consentWithdrawnBy,
    @Nullable UUID followedBy) {

  static ExpertiseRow read(Readable row) {
    var sha256 = row.get("opinion_sha256", byte[].class);
    var withdrawnBy = row.get("consent_withdrawn_by", String.class);
    return new ExpertiseRow(
        asked(row),
        Coded.parse(State.class, of(row, "state", String.class)).orElseThrow(),
        of(row, "version", Long.class),
        of(row, "due_at", Instant.class),
        row.get("expert", UUID.class),
        row.get("pieces_wanted", String.class),
        row.get("pieces_due_at", Instant.class),
        of(row, "pieces_reminded", Boolean.class),
        row.get("opinion", String.class),
        row.get("opinion_signed_at", Instant.class),
        sha256 == null ? null : HexFormat.of().formatHex(sha256),
        row.get("ended_by", UUID.class),
        row.get("end_reason", String.class),
        row.get("ended_at", Instant.class),
        withdrawnBy == null ? null : GivenBy.parse(withdrawnBy).orElseThrow(),
        row.get("followed_by_consultation", UUID.class));
  }

  private static Asked asked(Readable row) {
    return new Asked(
        of(row, "id", UUID.class),
        of(row, "dossier", UUID.class),
        row.get("follows_consultation", UUID.class),
        of(row, "resident", UUID.class),
        of(row, "care_home", UUID.class),
        of(row, "nurse", UUID.class),
        Specialty.of(of(row, "specialty", String.class)).orElseThrow(),
        Coded.parse(Urgency.class, of(row, "urgency", String.class)).orElseThrow(),
        of(row, "question", String.class),
        new Consent(
            GivenBy.parse(of(row, "consent_given_by", String.class)).orElseThrow(),
            of(row, "consent_gp_agreement", Boolean.class),
            of(row, "consent_recorded_at", Instant.class)),
        of(row, "requested_at", Instant.class));
  }

  private static <T> T of(Readable row, String column, Class<T> type) {
    return requireNonNull(row.get(column, type), column);
  }

  UUID id() {
    return asked.id();
  }

  OnFile onFile(List<Turn> turns, List<Message> messages) {
    return new OnFile(
        expertise(new Course(dueAt, turns)),
        version,
        signedAt == null ? opinion : null,
        followedBy,
        messages);
  }

  private Expertise expertise(Course course) {
    return switch (state) {
      case REQUESTED -> new Requested(asked, course);
      case ASSIGNED -> new Assigned(asked, course, requireNonNull(expert));
      case PIECES_WANTED ->
          new PiecesWanted(
              asked,
              course,
              requireNonNull(expert),
              requireNonNull(wanted),
              requireNonNull(piecesDueAt),
              piecesReminded);
      case ANSWERED ->
          new Answered(
              asked,
              course,
              requireNonNull(expert),
              new Opinion(
                  requireNonNull(opinion), requireNonNull(signedAt), requireNonNull(sha256)));
      case EXPIRED -> new Expired(asked, course, requireNonNull(endedAt));
      case CONVERTED ->
          new Converted(asked, course, requireNonNull(endedBy), requireNonNull(endedAt));
      case CANCELLED ->
          new Cancelled(
              asked,
              course,
              requireNonNull(endedBy),
              requireNonNull(endReason),
              consentWithdrawnBy,
              requireNonNull(endedAt));
    };
  }
}
