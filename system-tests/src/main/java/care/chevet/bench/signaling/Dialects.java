package care.chevet.bench.signaling;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The languages of the peers. */
final class Dialects {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Dialects() {}

  /** Nothing but frames. */
  static final class Bare implements Dialect {
    @Override
    public String address(Client client) {
      return "/relay?room=" + client.run + client.room + "&side=" + client.side;
    }

    @Override
    public void opened(Client client) {
      client.joined = true;
    }

    @Override
    public void received(Client client, String text) {}

    @Override
    public String message(Client from, String payload) {
      return "{\"type\":\"description\",\"description\":{\"type\":\"offer\",\"sdp\":\""
          + payload
          + "\"}}";
    }
  }

  /** PeerJS: an id in the address, messages to another id, and a sign of life now and then. */
  static final class PeerJs implements Dialect {
    private static final int SIGN_OF_LIFE_EVERY_TICKS = 20;

    @Override
    public void tick(Client client) {
      if (++client.ticks % SIGN_OF_LIFE_EVERY_TICKS == 0) {
        client.write("{\"type\":\"HEARTBEAT\"}");
      }
    }

    @Override
    public String address(Client client) {
      return "/peerjs?key=peerjs&token=t&id=" + client.name();
    }

    @Override
    public void opened(Client client) {}

    @Override
    public void received(Client client, String text) {
      if (text.contains("\"OPEN\"")) {
        client.joined = true;
      }
    }

    @Override
    public String message(Client from, String payload) {
      return "{\"type\":\"OFFER\",\"dst\":\""
          + from.partner().name()
          + "\",\"payload\":{\"sdp\":\""
          + payload
          + "\"}}";
    }
  }

  /** Socket.IO over Engine.IO 4, with a room a pair. */
  static final class SocketIo implements Dialect {
    @Override
    public String address(Client client) {
      return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public void opened(Client client) {}

    @Override
    public void received(Client client, String text) {
      if (text.startsWith("0")) {
        client.write("40");
      } else if (text.startsWith("40")) {
        client.write("42[\"join\",\"" + client.run + client.room + "\"]");
      } else if (text.startsWith("42[\"joined\"")) {
        client.joined = true;
      } else if (text.equals("2")) {
        client.write("3");
      }
    }

    @Override
    public String message(Client from, String payload) {
      return "42[\"signal\",{\"sdp\":\"" + payload + "\"}]";
    }
  }

  /**
   * chevet.signaling.v1. What was received is acknowledged with the next thing said, and by itself
   * only after sixteen messages or almost a second, as the console's client does.
   */
  static final class Chevet implements Dialect {
    private static final int ACK_EVERY = 16;
    private static final int TICKS_WITHOUT_ACK_MAX = 3;
    private final Tickets tickets;

    Chevet(Tickets tickets) {
      this.tickets = tickets;
    }

    /** What a session holds. */
    private static final class Line {
      volatile String session = "";
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
      String ticket =
          tickets.ticket(
              client.run + "-" + client.room,
              client.name(),
              List.of("nurse", "physician").get(client.side));
      client.write(
          "{\"type\":\"hello\",\"ticket\":\""
              + ticket
              + "\",\"instance\":\"page-"
              + client.side
              + "\"}");
    }

    @Override
    public void received(Client client, String text) {
      Line line = line(client);
      if (text.startsWith("{\"offset\":")) {
        line.offset = Long.parseLong(text.substring(10, text.indexOf(',', 10)));
        if (++line.unacknowledged >= ACK_EVERY) {
          acknowledge(client, line);
        }
      } else if (text.contains("\"welcome\"")) {
        JsonNode welcome = JSON.readTree(text);
        line.session = welcome.path("session").stringValue();
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
      return "{\"type\":\"description\",\"seq\":"
          + ++line.seq
          + ",\"ack\":"
          + line.offset
          + ",\"to\":\""
          + line(from.partner()).session
          + "\",\"pc\":\"a~b.1\",\"negotiation\":"
          + line.seq
          + ",\"description\":{\"type\":\"offer\",\"sdp\":\""
          + payload
          + "\"}}";
    }
  }
}
