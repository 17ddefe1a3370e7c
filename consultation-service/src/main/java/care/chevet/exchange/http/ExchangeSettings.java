package care.chevet.exchange.http;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the program that speaks with hospitals is, and how to sign in to it.
 *
 * @param url its address; empty where there is none
 * @param tokenUrl where an access token is had
 * @param clientSecret our secret there, where we have no key
 * @param clientKeyFile our private key there as a JSON Web Key, RSA or EC on P-256, which signs who
 *     we are
 * @param answerWithin how long it may take to answer
 */
@ConfigurationProperties("chevet.exchanges")
record ExchangeSettings(
    @DefaultValue("") String url,
    @DefaultValue("") String tokenUrl,
    @DefaultValue("consultation-service") String clientId,
    @DefaultValue("") String clientSecret,
    @Nullable Path clientKeyFile,
    @DefaultValue("5s") Duration answerWithin) {

  ExchangeSettings {
    if (!url.isBlank() && clientKeyFile == null && clientSecret.isBlank()) {
      throw new IllegalArgumentException(
          "chevet.exchanges.client-key-file or chevet.exchanges.client-secret says who we are");
    }
  }

  boolean connected() {
    return !url.isBlank();
  }

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "ExchangeSettings[" + url + ", " + clientId + "]";
  }
}
