package care.chevet.system;

import static care.chevet.system.Asker.expect;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/** A physician who takes what waits, sees the patient, writes and signs, until the run is over. */
final class Answerer implements Callable<Void> {

  /** A colleague was quicker; or is, and so it is no longer there to be seen. */
  private static final Set<Integer> TOO_LATE = Set.of(403, 404, 409);

  private final LoadRun run;
  private final Window window;
  private final Promises promises;
  private final MediaServer media;
  private final String name;

  Answerer(LoadRun run, Window window, Promises promises, MediaServer media, String name) {
    this.run = run;
    this.window = window;
    this.promises = promises;
    this.media = media;
    this.name = name;
  }

  @Override
  public Void call() throws InterruptedException {
    while (run.think()) {
      expect(200, window.get("/api/v1/me"));
      List<String> waiting =
          expect(200, window.get("/api/v1/consultations?state=requested"))
              .required("items")
              .valueStream()
              .filter(view -> view.path("question").asString("").startsWith(Asker.QUESTION))
              .map(view -> view.required("id").asString())
              .toList();
      if (!waiting.isEmpty()) {
        take(waiting.get(ThreadLocalRandom.current().nextInt(waiting.size())));
      }
    }
    return null;
  }

  private void take(String id) throws InterruptedException {
    LoadRun.Reply answer = window.post("/api/v1/consultations/" + id + "/acceptance", "{}");
    if (TOO_LATE.contains(answer.status())) {
      return;
    }
    expect(200, answer);
    // The nurse's own thread may not have read the answer to her request yet.
    Promises.Promise promise = promises.of(id);
    while (promise == null && run.think()) {
      promise = promises.of(id);
    }
    if (promise != null) {
      promise.acceptedBy(name);
      see(id, promise);
    }
  }

  private void see(String id, Promises.Promise promise) throws InterruptedException {
    while (run.think()) {
      JsonNode view = expect(200, window.get("/api/v1/consultations/" + id));
      if (view.required("state").asString().equals("at-bedside")) {
        talk(id, promise);
        return;
      }
    }
  }

  private void talk(String id, Promises.Promise promise) throws InterruptedException {
    String path = "/api/v1/consultations/" + id;
    expect(201, window.post(path + "/join-tickets", "{}"));
    media.connected(id);
    promise.step("sessionStartedAt");
    String text = "Vu par " + name + " : " + id;
    assertThat(window.put(path + "/report", "{\"text\":\"" + text + "\"}").status()).isEqualTo(200);
    if (!run.think()) {
      return;
    }
    expect(200, window.post(path + "/conclusion", "{}"));
    promise.step("concludedAt");
    expect(200, window.post(path + "/report/signature", "{}"));
    promise.signed(text);
  }
}
