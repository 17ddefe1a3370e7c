package care.chevet.expertise;

import care.chevet.access.Actor;
import care.chevet.expertise.ExpertiseAct.Acceptance;
import care.chevet.expertise.ExpertiseAct.PiecesRequest;
import care.chevet.expertise.OnFile.Message;
import care.chevet.problem.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The expert takes an expertise, asks for more if she must, writes her opinion and signs it.
 *
 * <p>The signature is an act of the signed-in account, bound to a digest of the content; it is not
 * a qualified electronic signature.
 */
public final class AnsweringExpertise {
  private final ChangingExpertise changing;
  private final Expertises expertises;
  private final OpinionPress press;

  public AnsweringExpertise(ChangingExpertise changing, Expertises expertises, OpinionPress press) {
    this.changing = changing;
    this.expertises = expertises;
    this.press = press;
  }

  /** Of two who take it at once, the first has it. */
  public Mono<Outcome<ExpertiseFile>> accept(Actor expert, UUID id) {
    return changing.act(
        expert, id, (_, now) -> new Acceptance(expert.person(), now), (_, _) -> Mono.empty());
  }

  public Mono<Outcome<ExpertiseFile>> wantPieces(Actor expert, UUID id, @Nullable String typed) {
    return Texts.read(typed, Message.CHARACTERS_MAX)
        .thenLater(wanted ->
            changing.act(
                expert,
                id,
                (held, now) ->
                    new PiecesRequest(wanted, now.plus(DueTimes.turn(held.asked().urgency())), now),
                (_, now) ->
                    expertises.say(
                        id, new Message("pieces-wanted", expert.person(), now, wanted))));
  }

  public Mono<Outcome<ExpertiseFile>> draft(Actor expert, UUID id, @Nullable String typed) {
    return Texts.read(typed, Opinion.CHARACTERS_MAX)
        .thenLater(text -> changing.draft(expert, id, text));
  }

  /** Signs what she has drafted. */
  public Mono<Outcome<ExpertiseFile>> sign(Actor expert, UUID id) {
    return changing.sign(
        expert, id, (file, draft, now) -> press.print(file, expert.person(), draft, now));
  }
}
