package care.chevet.expertise;

import care.chevet.directory.Directory;
import care.chevet.directory.Person;
import care.chevet.expertise.Expertise.PiecesWanted;
import care.chevet.expertise.ExpertiseAct.Escalation;
import care.chevet.expertise.ExpertiseAct.Silence;
import care.chevet.idempotency.Transactions;
import care.chevet.problem.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The job that gives an overdue expertise to the next expert of the specialty, by name, or lets it
 * expire when everyone has had a turn; and that reminds of pieces that do not come. Any replica may
 * run it at any time: each takes what no other holds.
 */
public final class EscalatingExpertises {

  /** As many as one round takes, so that a long outage is worked off in steps. */
  static final int ROUND_MAX = 100;

  private static final Logger LOG = LoggerFactory.getLogger(EscalatingExpertises.class);

  private final ChangingExpertise changing;
  private final Expertises expertises;
  private final Directory directory;
  private final Transactions transactions;

  public EscalatingExpertises(
      ChangingExpertise changing,
      Expertises expertises,
      Directory directory,
      Transactions transactions) {
    this.changing = changing;
    this.expertises = expertises;
    this.directory = directory;
    this.transactions = transactions;
  }

  /** One round; how many were passed on, reminded of or expired. */
  public Mono<Long> round() {
    return Mono.defer(this::one)
        .repeat(ROUND_MAX - 1L)
        .takeWhile(passed -> passed)
        .count()
        .doOnNext(count -> {
          if (count > 0) {
            LOG.info("{} overdue expertises passed on, reminded of or expired", count);
          }
        });
  }

  private Mono<Boolean> one() {
    return Mono.defer(() ->
            transactions.unlessRefused(
                expertises
                    .holdOverdue(changing.now())
                    .flatMap(held ->
                        held instanceof PiecesWanted
                            ? goOnAfterSilence(held)
                            : next(held).flatMap(next -> passOn(held, next)))))
        .hasElement();
  }

  private Mono<Outcome<ExpertiseFile>> goOnAfterSilence(Expertise held) {
    var now = changing.now();
    var act = new Silence(now.plus(DueTimes.turn(held.asked().urgency())), now);
    return changing.applied(ChangingExpertise.By.clock(), held, act, Mono.empty());
  }

  private Mono<Optional<Person>> next(Expertise held) {
    var tried = held.course().tried();
    return directory
        .physicians(held.asked().specialty())
        .filter(person -> !tried.contains(person.id()))
        .next()
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty());
  }

  private Mono<Outcome<ExpertiseFile>> passOn(Expertise held, Optional<Person> next) {
    var now = changing.now();
    var dueAt = now.plus(DueTimes.turn(held.asked().urgency()));
    var act = new Escalation(next.map(Person::id).orElse(null), dueAt, now);
    return changing.applied(ChangingExpertise.By.clock(), held, act, Mono.empty());
  }
}
