package care.chevet.standalone.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A child is ready when its health address answers 200. */
public final class HttpReadiness implements Readiness {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WITHIN)
          .build();

  private final HttpRequest question;

  public HttpReadiness(URI health) {
    this.question = HttpRequest.newBuilder(health).timeout(ANSWER_WITHIN).build();
  }

  @Override
  public boolean isReady() {
    try {
      return CLIENT.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
