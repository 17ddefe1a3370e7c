package care.chevet.bench;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;

/** Books over one HTTP connection, as the console of a signed-in nurse does. */
final class HttpBooker implements BookingBench.Booker {

  private static final int CREATED = 201;
  private static final int CONFLICT = 409;

  private final KeptAlive connection;

  HttpBooker(URI console, Session session) throws IOException {
    connection = new KeptAlive(console, session);
  }

  @Override
  public boolean book(Diary.Entry entry) throws IOException {
    KeptAlive.Answer answer =
        connection.post("/api/v1/bookings", UUID.randomUUID().toString(), entry.request());
    if (answer.status() != CREATED && answer.status() != CONFLICT) {
      throw new IOException("a booking was answered " + answer.status() + ": " + answer.body());
    }
    return answer.status() == CREATED;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
