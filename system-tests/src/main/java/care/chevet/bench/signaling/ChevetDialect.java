package care.chevet.bench.signaling;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * chevet.signaling.v1. What was received is acknowledged with the next thing said, and by itself
 * only after sixteen messages or almost a second, as the console's client does. Who returns resumes
 * its session.
 */
final class ChevetDialect implements Dialect {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OFFSET = "{\"offset\":";
  private static final int ACK_EVERY = 16;
  private static final int TICKS_WITHOUT_ACK_MAX = 3;
  private final Tickets tickets;

  ChevetDialect(Tickets tickets) {
    this.tickets = tickets;
  }

  /** What a session holds. */
  private static final class Line {
    String session = "";
    String secret = "";
    String epoch = "";
    long attempt;
    long seq;
    long offset;
    int unacknowledged;
    int ticks;
  }

  private static Line line(Client client) {
    if (client.state instanceof Line known) {
      return known;
    }
    Line fresh = new Line();
    client.state = fresh;
    return fresh;
  }

  @Override
  public String address(Client client) {
    return "/signaling";
  }

  @Override
  public String subprotocol() {
    return "chevet.signaling.v1";
  }

  @Override
  public void opened(Client client) {
    client.write(
        "{\"type\":\"hello\",\"instance\":\"page-"
            + client.side
            + "\","
            + (client.returning() ? claim(client) : ticket(client))
            + "}");
  }

  private String ticket(Client client) {
    return "\"ticket\":\""
        + tickets.ticket(
            room(client), client.name(), List.of("nurse", "physician").get(client.side))
        + "\"";
  }

  private static String room(Client client) {
    return client.run + "-" + client.room;
  }

  private static String claim(Client client) {
    Line line = line(client);
    return """
    "resume":{"room":"%s","session":"%s","secret":"%s","epoch":"%s","offset":%d,"seq":%d,"attempt":%d}\
    """
        .formatted(
            room(client),
            line.session,
            line.secret,
            line.epoch,
            line.offset,
            line.seq,
            ++line.attempt);
  }

  @Override
  public void received(Client client, String text) {
    Line line = line(client);
    if (text.startsWith(OFFSET)) {
      line.offset = Long.parseLong(text.substring(OFFSET.length(), text.indexOf(',')));
      if (++line.unacknowledged >= ACK_EVERY) {
        acknowledge(client, line);
      }
    } else if (text.contains("\"welcome\"")) {
      JsonNode welcome = JSON.readTree(text);
      line.session = welcome.path("session").stringValue();
      line.secret = welcome.path("secret").stringValue();
      line.epoch = welcome.path("epoch").stringValue();
      line.offset = welcome.path("offset").longValue();
      client.joined = true;
    }
  }

  private static void acknowledge(Client client, Line line) {
    told(line);
    client.write("{\"type\":\"ack\",\"ack\":" + line.offset + "}");
  }

  private static void told(Line line) {
    line.unacknowledged = 0;
    line.ticks = 0;
  }

  @Override
  public void tick(Client client) {
    Line line = line(client);
    if (line.unacknowledged > 0 && ++line.ticks >= TICKS_WITHOUT_ACK_MAX) {
      acknowledge(client, line);
    }
  }

  @Override
  public String message(Client from, String payload) {
    Line line = line(from);
    told(line);
    return message(++line.seq, line.offset, line(from.partner()).session, payload);
  }

  static String message(long seq, long ack, String to, String payload) {
    return "{\"type\":\"description\",\"seq\":"
        + seq
        + ",\"ack\":"
        + ack
        + ",\"to\":\""
        + to
        + "\",\"pc\":\"a~b.1\",\"negotiation\":"
        + seq
        + ",\"description\":{\"type\":\"offer\",\"sdp\":\""
        + payload
        + "\"}}";
  }
}
