package care.chevet.standalone.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

final class AuthorizationsTest {
  private static final int PEOPLE = 8;
  private static final int SIGN_INS = 500;

  private final Authorizations authorizations = new Authorizations();

  @Test
  void everybodySignsInAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(PEOPLE)) {
      List<Future<Integer>> people = new ArrayList<>();
      for (int n = 0; n < PEOPLE; n++) {
        String person = "person-" + n;
        people.add(threads.submit(() -> signInAgainAndAgain(person)));
      }
      for (Future<Integer> person : people) {
        assertThat(person.get()).isEqualTo(SIGN_INS);
      }
    }
  }

  private int signInAgainAndAgain(String person) {
    int found = 0;
    for (int n = 0; n < SIGN_INS; n++) {
      String code = person + "-code-" + n;
      OAuth2Authorization authorization = authorization(person, code);
      authorizations.save(authorization);
      found += authorizations.findByToken(code, null) == null ? 0 : 1;
      authorizations.remove(authorization);
    }
    return found;
  }

  private static OAuth2Authorization authorization(String person, String code) {
    RegisteredClient client =
        RegisteredClient.withId("console")
            .clientId("console")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("https://chevet.example/")
            .build();
    Instant now = Instant.now();
    return OAuth2Authorization.withRegisteredClient(client)
        .id(code)
        .principalName(person)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .token(new OAuth2AuthorizationCode(code, now, now.plusSeconds(60)))
        .build();
  }
}
