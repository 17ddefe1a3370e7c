package care.chevet.consultation.http;

import care.chevet.access.Access;
import care.chevet.access.Actor;
import care.chevet.access.Visibility;
import care.chevet.bedside.Vital;
import care.chevet.consultation.Act.Misrouting;
import care.chevet.consultation.Act.Scheduling;
import care.chevet.consultation.Author;
import care.chevet.consultation.Consultation.Accepted;
import care.chevet.consultation.Consultation.AtBedside;
import care.chevet.consultation.Consultation.Cancelled;
import care.chevet.consultation.Consultation.Concluded;
import care.chevet.consultation.Consultation.Delivered;
import care.chevet.consultation.Consultation.InSession;
import care.chevet.consultation.Consultation.Left;
import care.chevet.consultation.Consultation.Open;
import care.chevet.consultation.Consultation.Reported;
import care.chevet.consultation.Consultation.Scheduled;
import care.chevet.consultation.DeliveryOnFile;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Follow;
import care.chevet.consultation.GuestOnFile;
import care.chevet.consultation.Lifecycle;
import care.chevet.consultation.Party;
import care.chevet.consultation.ReportOnFile;
import care.chevet.consultation.SessionLog;
import care.chevet.consultation.SessionLog.SoundOnly;
import care.chevet.consultation.http.FileViews.ChecklistView;
import care.chevet.consultation.http.FileViews.ConsentView;
import care.chevet.consultation.http.FileViews.PersonView;
import care.chevet.consultation.http.FileViews.ResidentView;
import care.chevet.directory.Person;
import care.chevet.directory.Specialty;
import care.chevet.directory.http.CareHomeView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consultation as one person sees it, with what she may do now.
 *
 * <p>Whoever may see only that it exists gets no resident, no nurse and nothing that was said or
 * measured.
 *
 * @param next how care can go on after a side exit
 * @param actions in the order of the transition table
 */
public record ConsultationView(
    UUID id,
    String state,
    long version,
    String specialty,
    String urgency,
    @Nullable String question,
    String placeType,
    Instant requestedAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant bedsideAt,
    @Nullable Instant sessionStartedAt,
    @Nullable Instant concludedAt,
    @Nullable Instant reportedAt,
    @Nullable Instant deliveredAt,
    @Nullable ResidentView resident,
    CareHomeView careHome,
    @Nullable PersonView nurse,
    @Nullable PhysicianView physician,
    @Nullable List<Vital> vitals,
    @Nullable ConsentView consent,
    @Nullable ReportView report,
    @Nullable List<DeliveryView> deliveries,
    @Nullable CancellationView cancellation,
    @Nullable SessionView session,
    @Nullable PrescriptionView prescription,
    @Nullable List<GuestView> guests,
    @Nullable ScheduledView scheduled,
    @Nullable UUID dossier,
    @Nullable FollowView follows,
    @Nullable FollowView followedBy,
    @Nullable ExitView exit,
    @Nullable HandOverView handOver,
    @Nullable ChecklistView checklist,
    List<String> next,
    List<String> actions) {

  /** The view for this person, or nothing if she may not even know of the consultation. */
  public static Optional<ConsultationView> of(Dossier dossier, Actor actor, Access access) {
    var consultation = dossier.consultation();
    var visibility = access.toConsultation(actor, Author.factsOf(consultation));
    return visibility == Visibility.NONE
        ? Optional.empty()
        : Optional.of(of(dossier, Party.of(actor, consultation), visibility == Visibility.FULL));
  }

  private static ConsultationView of(Dossier dossier, Set<Party> parts, boolean full) {
    var consultation = dossier.consultation();
    var request = consultation.request();
    return new ConsultationView(
        consultation.id(),
        consultation.state().code(),
        dossier.version(),
        request.specialty().code(),
        request.urgency().code(),
        full ? request.question() : null,
        request.placeType().code(),
        request.at(),
        consultation.as(Accepted.class).map(it -> it.act().at()).orElse(null),
        consultation.as(AtBedside.class).map(it -> it.act().at()).orElse(null),
        consultation.as(InSession.class).map(it -> it.act().at()).orElse(null),
        consultation.as(Concluded.class).map(it -> it.act().at()).orElse(null),
        consultation.as(Reported.class).map(it -> it.act().at()).orElse(null),
        consultation.as(Delivered.class).map(it -> it.act().at()).orElse(null),
        full ? ResidentView.of(dossier.resident()) : null,
        CareHomeView.of(dossier.careHome()),
        full ? PersonView.of(dossier.nurse()) : null,
        full && dossier.physician() != null
            ? PhysicianView.of(dossier.physician(), request.specialty())
            : null,
        full ? dossier.vitals() : null,
        full ? ConsentView.of(consultation) : null,
        full ? ReportView.of(dossier, parts) : null,
        full ? dossier.deliveries().stream().map(DeliveryView::of).toList() : null,
        full
            ? consultation
                .as(Cancelled.class)
                .map(it -> CancellationView.of(it, dossier))
                .orElse(null)
            : null,
        full && dossier.session() != null ? SessionView.of(dossier.session()) : null,
        full ? PrescriptionView.of(dossier, parts) : null,
        full ? dossier.guests().stream().map(GuestView::of).toList() : null,
        consultation.as(Scheduled.class).map(it -> ScheduledView.of(it.act())).orElse(null),
        full ? request.dossier() : null,
        full ? FollowView.of(request.follows()) : null,
        full ? FollowView.of(consultation.ties().followedBy()) : null,
        full ? consultation.as(Left.class).map(it -> ExitView.of(it, dossier)).orElse(null) : null,
        full ? HandOverView.of(dossier) : null,
        full ? ChecklistView.of(dossier.preparation()) : null,
        full ? Lifecycle.next(consultation, parts) : List.of(),
        full ? Lifecycle.actions(consultation, parts) : List.of());
  }

  /** Who answered, and in which specialty. */
  public record PhysicianView(UUID id, String displayName, String specialty, ZoneId zone) {
    static PhysicianView of(Person physician, Specialty specialty) {
      return new PhysicianView(
          physician.id(), physician.displayName(), specialty.code(), physician.zone());
    }
  }

  /** The booking, and when it takes place. */
  public record ScheduledView(UUID booking, Instant starts, Instant ends) {
    static ScheduledView of(Scheduling act) {
      return new ScheduledView(act.booking(), act.starts(), act.ends());
    }
  }

  /** The file before or after this one. */
  public record FollowView(String kind, UUID id) {
    static @Nullable FollowView of(@Nullable Follow follow) {
      return follow == null ? null : new FollowView(follow.kind().code(), follow.id());
    }
  }

  /** By which side exit it ended, who took it, and why. */
  public record ExitView(
      String kind, String by, String reason, Instant at, @Nullable String suggestedSpecialty) {
    static ExitView of(Left left, Dossier dossier) {
      var act = left.act();
      var suggested = act instanceof Misrouting(_, _, var specialty, _) ? specialty : null;
      return new ExitView(
          left.state().code(),
          dossier.other(act.by()).displayName(),
          act.reason(),
          act.at(),
          suggested == null ? null : suggested.code());
    }
  }

  /** Who is asked to take over, or has said no. */
  public record HandOverView(
      PersonView to, String reason, Instant since, @Nullable RefusedView refused) {
    static @Nullable HandOverView of(Dossier dossier) {
      var handOver = dossier.consultation().ties().handOver();
      if (handOver == null || !(dossier.consultation() instanceof Open)) {
        return null;
      }
      var refused = handOver.refused();
      return new HandOverView(
          PersonView.of(dossier.other(handOver.to())),
          handOver.reason(),
          handOver.since(),
          refused == null ? null : new RefusedView(refused.reason(), refused.at()));
    }
  }

  /** Why she said no. */
  public record RefusedView(String reason, Instant at) {}

  /** The report; a draft is there for its author alone. */
  public record ReportView(
      int version,
      String text,
      @Nullable String reason,
      @Nullable Instant signedAt,
      @Nullable DocumentView pdf) {
    static @Nullable ReportView of(Dossier dossier, Set<Party> parts) {
      var report =
          parts.contains(Party.PHYSICIAN) ? dossier.report() : dossier.signedReport().orElse(null);
      if (report == null) {
        return null;
      }
      var signed = report.signed();
      return new ReportView(
          report.version(),
          report.text(),
          report.reason(),
          signed == null ? null : signed.at(),
          signed == null
              ? null
              : new DocumentView(documentPath(dossier.consultation().id(), report)));
    }
  }

  /** Someone from outside who was asked into the room. */
  public record GuestView(
      UUID id, String role, String name, String invitedBy, @Nullable Instant joinedAt) {
    static GuestView of(GuestOnFile guest) {
      return new GuestView(
          guest.id(), guest.role().code(), guest.name(), guest.invitedBy(), guest.joinedAt());
    }
  }

  /** Where the document is. */
  public record DocumentView(String href) {}

  /** What a recipient last said. */
  public record DeliveryView(
      RecipientView recipient, String status, Instant at, @Nullable String reference) {
    static DeliveryView of(DeliveryOnFile delivery) {
      return new DeliveryView(
          new RecipientView("hospital", delivery.recipient(), delivery.finess()),
          delivery.status(),
          delivery.at(),
          delivery.reference());
    }
  }

  /** Who receives the report. */
  public record RecipientView(String kind, String name, String finess) {}

  /** Who called it off, and why. */
  public record CancellationView(String by, String reason, Instant at) {
    static CancellationView of(Cancelled cancelled, Dossier dossier) {
      var act = cancelled.act();
      var physician = dossier.physician();
      var by =
          physician != null && physician.id().equals(act.by())
              ? physician.displayName()
              : dossier.careHome().name();
      return new CancellationView(by, act.reason(), act.at());
    }
  }

  /** How the session went: how long media flowed, and when without picture. */
  public record SessionView(long connectedSeconds, List<SoundOnly> soundOnly) {
    static SessionView of(SessionLog log) {
      return new SessionView(log.connected().toSeconds(), log.soundOnly());
    }
  }

  static String documentPath(UUID consultation, ReportOnFile report) {
    return "/api/v1/consultations/%s/reports/%d/pdf".formatted(consultation, report.version());
  }
}
