package care.chevet.expertise;

import care.chevet.access.Actor;
import care.chevet.consent.Agreement;
import care.chevet.consent.Consent;
import care.chevet.consultation.Act;
import care.chevet.consultation.Author.ByPerson;
import care.chevet.consultation.ChangingConsultation;
import care.chevet.consultation.ChangingConsultation.Onward;
import care.chevet.consultation.Consultation;
import care.chevet.consultation.Consultations;
import care.chevet.consultation.ContinuingConsultation;
import care.chevet.consultation.Dossier;
import care.chevet.consultation.Follow;
import care.chevet.consultation.PlaceType;
import care.chevet.consultation.Request;
import care.chevet.consultation.TimeOrderedId;
import care.chevet.consultation.Urgency;
import care.chevet.consultation.Way;
import care.chevet.directory.Role;
import care.chevet.directory.Specialty;
import care.chevet.expertise.ExpertiseAct.Conversion;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import care.chevet.problem.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A question changes its form, on the same dossier: from a consultation to an opinion in writing,
 * or from there to a video consultation.
 */
public final class ConvertingExpertise {

  /** Kept as the reason of a consultation that ends so. Pages have the words for it. */
  private static final String REASON = "written-opinion-asked";

  private final ChangingExpertise expertise;
  private final RequestingExpertise requesting;
  private final Expertises expertises;
  private final ChangingConsultation consultation;
  private final ContinuingConsultation continuing;
  private final Consultations consultations;
  private final Transactions transactions;

  public ConvertingExpertise(
      ChangingExpertise expertise,
      RequestingExpertise requesting,
      Expertises expertises,
      ChangingConsultation consultation,
      ContinuingConsultation continuing,
      Consultations consultations,
      Transactions transactions) {
    this.expertise = expertise;
    this.requesting = requesting;
    this.expertises = expertises;
    this.consultation = consultation;
    this.continuing = continuing;
    this.consultations = consultations;
    this.transactions = transactions;
  }

  /** A consultation's question, to be answered in writing. One that is still open ends by it. */
  public Mono<Outcome<ExpertiseFile>> ofConsultation(
      Actor actor, UUID id, ContinuingConsultation.Wish wish) {
    var author = new ByPerson(actor);
    var goOn =
        consultation.<ExpertiseFile>goOn(
            author, id, Way.CONVERT, ended -> opened(actor, ended, wish));
    return transactions.unlessRefused(
        consultations
            .byId(id)
            .flatMap(file ->
                file.consultation() instanceof Consultation.Open
                    ? consultation
                        .act(author, id, now -> new Act.Conversion(actor.person(), REASON, now))
                        .flatMap(outcome -> outcome.thenLater(_ -> goOn))
                    : goOn)
            .switchIfEmpty(
                Mono.fromSupplier(() -> Outcome.refused(ChangingConsultation.notFound()))));
  }

  private Mono<Outcome<Onward<ExpertiseFile>>> opened(
      Actor actor, Consultation ended, ContinuingConsultation.Wish wish) {
    var now = expertise.now();
    var before = ended.request();
    var suggested = ended instanceof Consultation.Misrouted(_, var act) ? act.suggested() : null;
    var asked =
        new Asked(
            TimeOrderedId.at(now),
            before.dossier(),
            before.id(),
            before.resident(),
            before.careHome(),
            actor.is(Role.NURSE) ? actor.person() : before.nurse(),
            first(wish.specialty(), suggested, before.specialty()),
            wish.urgency() == null ? before.urgency() : wish.urgency(),
            before.question(),
            new Consent(wish.consentGivenBy(), wish.gpAgreement(), now),
            now);
    return requesting
        .open(actor, asked, Mono.empty())
        .map(outcome ->
            outcome.map(file ->
                new Onward<>(new Follow(Follow.Kind.EXPERTISE, file.expertise().id()), file)));
  }

  private static Specialty first(
      @Nullable Specialty wished, @Nullable Specialty suggested, Specialty before) {
    if (wished != null) {
      return wished;
    }
    return suggested == null ? before : suggested;
  }

  /**
   * An expertise's question, to be put in a video consultation.
   *
   * @param consent to the video consultation; the one to the written opinion does not stand for it.
   *     A nurse has it before she asks; an expert, who is far away, leaves it to the bedside
   */
  public Mono<Outcome<Dossier>> toConsultation(
      Actor actor, UUID id, Urgency urgency, @Nullable Agreement consent) {
    return transactions.unlessRefused(
        expertise
            .act(actor, id, (_, now) -> new Conversion(actor.person(), now), (_, _) -> Mono.empty())
            .flatMap(outcome ->
                outcome.thenLater(file ->
                    consent == null && actor.is(Role.NURSE)
                        ? Mono.just(Outcome.refused(Refusal.invalid("consent_missing")))
                        : consultationOf(actor, file.expertise().asked(), urgency, consent))));
  }

  private Mono<Outcome<Dossier>> consultationOf(
      Actor actor, Asked asked, Urgency urgency, @Nullable Agreement consent) {
    var now = expertise.now();
    var request =
        new Request(
            TimeOrderedId.at(now),
            asked.dossier(),
            new Follow(Follow.Kind.EXPERTISE, asked.id()),
            asked.resident(),
            asked.careHome(),
            actor.is(Role.NURSE) ? actor.person() : asked.nurse(),
            asked.specialty(),
            urgency,
            asked.question(),
            PlaceType.CARE_HOME,
            consent == null ? null : consent.at(now),
            now);
    return continuing
        .open(actor, request)
        .flatMap(opened -> expertises.goOn(asked.id(), request.id()).thenReturn(opened));
  }
}
