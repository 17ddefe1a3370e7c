package care.chevet.expertise.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Visibility;
import care.chevet.bedside.Vital;
import care.chevet.consultation.http.FileViews.ChecklistView;
import care.chevet.consultation.http.FileViews.ConsentView;
import care.chevet.consultation.http.FileViews.PersonView;
import care.chevet.consultation.http.FileViews.ResidentView;
import care.chevet.consultation.http.FileViews.WithdrawalView;
import care.chevet.directory.http.CareHomeView;
import care.chevet.expertise.ChangingExpertise;
import care.chevet.expertise.Expertise;
import care.chevet.expertise.Expertise.Answered;
import care.chevet.expertise.Expertise.Cancelled;
import care.chevet.expertise.Expertise.PiecesWanted;
import care.chevet.expertise.ExpertiseFile;
import care.chevet.expertise.OnFile.Message;
import care.chevet.expertise.Part;
import care.chevet.expertise.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An expertise as one person sees it, with what she may do now. Whoever may see only that it exists
 * gets no resident, no nurse and nothing that was written or measured.
 */
record ExpertiseView(
    UUID id,
    String state,
    long version,
    String specialty,
    String urgency,
    @Nullable String question,
    Instant requestedAt,
    Instant dueAt,
    @Nullable Instant piecesDueAt,
    @Nullable ResidentView resident,
    CareHomeView careHome,
    @Nullable PersonView nurse,
    @Nullable PersonView expert,
    @Nullable List<EscalationView> escalations,
    @Nullable List<Vital> vitals,
    @Nullable ChecklistView checklist,
    @Nullable List<MessageView> messages,
    @Nullable OpinionView opinion,
    @Nullable ConsentView consent,
    @Nullable CancellationView cancellation,
    @Nullable UUID dossier,
    @Nullable FollowView follows,
    @Nullable FollowView followedBy,
    List<String> actions) {

  /** The view for this person, or nothing if she may not even know of it. */
  static Optional<ExpertiseView> of(ExpertiseFile file, Actor actor, Access access) {
    var visibility = access.toConsultation(actor, ChangingExpertise.factsOf(file.expertise()));
    return visibility == Visibility.NONE
        ? Optional.empty()
        : Optional.of(of(file, Part.of(actor, file.expertise()), visibility == Visibility.FULL));
  }

  private static ExpertiseView of(ExpertiseFile file, Set<Part> parts, boolean full) {
    var expertise = file.expertise();
    var asked = expertise.asked();
    return new ExpertiseView(
        asked.id(),
        expertise.state().code(),
        file.onFile().version(),
        asked.specialty().code(),
        asked.urgency().code(),
        full ? asked.question() : null,
        asked.at(),
        expertise.course().dueAt(),
        expertise instanceof PiecesWanted wanting ? wanting.until() : null,
        full ? ResidentView.of(file.resident()) : null,
        CareHomeView.of(file.careHome()),
        full ? PersonView.of(file.person(asked.nurse())) : null,
        full ? expertise.expert().map(file::person).map(PersonView::of).orElse(null) : null,
        full
            ? expertise.course().turns().stream()
                .map(turn -> EscalationView.of(turn, file))
                .toList()
            : null,
        full ? file.vitals() : null,
        full ? ChecklistView.of(file.preparation()) : null,
        full
            ? file.onFile().messages().stream().map(said -> MessageView.of(said, file)).toList()
            : null,
        full ? OpinionView.of(file, parts) : null,
        full ? ConsentView.of(asked.consent(), withdrawn(expertise)) : null,
        full ? CancellationView.of(expertise) : null,
        full ? asked.dossier() : null,
        full ? FollowView.of(asked.follows()) : null,
        full ? FollowView.of(file.onFile().followedBy()) : null,
        full ? file.actions(parts) : List.of());
  }

  static String opinionPath(UUID id) {
    return "/api/v1/expertises/" + id + "/opinion/pdf";
  }

  private static @Nullable WithdrawalView withdrawn(Expertise expertise) {
    return expertise instanceof Cancelled(_, _, _, _, var by, var at) && by != null
        ? new WithdrawalView(by.code(), at)
        : null;
  }

  /** Whose turn it was, and why it ended. */
  record EscalationView(
      PersonView expert, Instant from, @Nullable Instant until, @Nullable String why) {
    static EscalationView of(Turn turn, ExpertiseFile file) {
      var why = turn.why();
      return new EscalationView(
          PersonView.of(file.person(turn.expert())),
          turn.from(),
          turn.until(),
          why == null ? null : why.code());
    }
  }

  /** What was written about pieces. */
  record MessageView(String kind, PersonView by, Instant at, String text) {
    static MessageView of(Message message, ExpertiseFile file) {
      return new MessageView(
          message.kind(), PersonView.of(file.person(message.by())), message.at(), message.text());
    }
  }

  /** The opinion; a draft is there for the expert alone. */
  record OpinionView(
      String text, @Nullable Instant signedAt, @Nullable String sha256, @Nullable String pdf) {
    static @Nullable OpinionView of(ExpertiseFile file, Set<Part> parts) {
      if (file.expertise() instanceof Answered(_, _, _, var opinion)) {
        var id = file.expertise().id();
        return new OpinionView(
            opinion.text(), opinion.signedAt(), opinion.sha256(), opinionPath(id));
      }
      var draft = file.onFile().draft();
      return draft == null || !parts.contains(Part.EXPERT)
          ? null
          : new OpinionView(draft, null, null, null);
    }
  }

  /** Why it was called off. */
  record CancellationView(String reason, Instant at) {
    static @Nullable CancellationView of(Expertise expertise) {
      return expertise instanceof Cancelled(_, _, _, var reason, _, var at)
          ? new CancellationView(reason, at)
          : null;
    }
  }

  /** The consultation before or after it. */
  record FollowView(String kind, UUID id) {
    static @Nullable FollowView of(@Nullable UUID consultation) {
      return consultation == null ? null : new FollowView("consultation", consultation);
    }
  }
}
