package care.chevet.problem.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.chevet.problem.Refusal;
import care.chevet.problem.postgres.DatabaseFaults;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.json.JsonMapper;

final class FaultAdviceTest {
  private final FaultAdvice advice =
      new FaultAdvice(
          new Faults(new DatabaseFaults()),
          new Problems(new ProblemSentences(), JsonMapper.shared()));
  private final MockServerWebExchange exchange =
      MockServerWebExchange.from(MockServerHttpRequest.get("/api/v1/me"));

  @Test
  void anAnswerOnItsWayIsNotAnsweredASecondTime() {
    exchange.getResponse().setComplete().block();
    var left = new IOException("Connection reset by peer");
    assertThatThrownBy(() -> advice.answer(left, exchange).block()).hasRootCause(left);
  }

  @Test
  void aConnectionToTheDatabaseThatIsCutIsNoFaultOfTheCallers() {
    var cut = new IOException("recvAddress(..) failed with error(-104): Connection reset by peer");
    for (var fault :
        List.of(
            cut,
            new CannotCreateTransactionException("begin", cut),
            new DataAccessResourceFailureException("executeMany", cut))) {
      var answer = advice.answer(fault, exchange).blockOptional();
      assertThat(answer.orElseThrow().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  @Test
  void aStatementThatTookTooLongIsBusyHoweverItIsWrapped() {
    var tooLong = new R2dbcTimeoutException("statement timeout", "57014");
    var wrapped = new DataAccessResourceFailureException("executeMany", tooLong);
    assertThat(new DatabaseFaults().read(wrapped)).hasValue(Refusal.unavailable("database_busy"));
  }

  @Test
  void anythingElseThatNobodyForesawIsOurs() {
    var answer = advice.answer(new IllegalStateException("!"), exchange).blockOptional();
    assertThat(answer.orElseThrow().getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
  }
}
