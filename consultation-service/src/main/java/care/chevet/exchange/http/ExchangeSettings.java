package care.chevet.exchange.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the program that speaks with hospitals is, and how to sign in to it.
 *
 * @param url its address; empty where there is none
 * @param tokenUrl where an access token is had for the client's secret
 * @param answerWithin how long it may take to answer
 */
@ConfigurationProperties("chevet.exchanges")
record ExchangeSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String tokenUrl,
    @DefaultValue("consultation-service") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("5s") Duration answerWithin) {

  boolean connected() {
    return !url.isBlank();
  }
}
