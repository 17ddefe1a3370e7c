package care.chevet.bench.signaling;

import tools.jackson.databind.json.JsonMapper;

/** The languages of the floor and of peers written for Node. */
final class Dialects {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Dialects() {}

  /** Nothing but frames, each as long as Chevet's; who returns takes its place in the pair. */
  static final class Bare implements Dialect {
    private static final String SESSION = "s-0123456789abcdef";

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
      return ChevetDialect.message(10, 10, SESSION, payload);
    }
  }

  /**
   * PeerJS: an id in the address, messages to another id, and a sign of life now and then. It has
   * no rooms. Who returns asks for its id with its token, as {@code peer.reconnect()} does.
   */
  static final class PeerJs implements Dialect {
    private static final int SIGN_OF_LIFE_EVERY_TICKS = 20;

    @Override
    public void tick(Client client) {
      int ticks = client.state instanceof Integer before ? before + 1 : 1;
      client.state = ticks;
      if (ticks % SIGN_OF_LIFE_EVERY_TICKS == 0) {
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

  /**
   * Socket.IO over Engine.IO 4, with a room a pair. Who returns asks for its state by private id
   * and offset, and joins its room anew where it was not recovered.
   */
  static final class SocketIo implements Dialect {
    private static final String EVENT = "42[";

    /** What the client library keeps for a recovery; empty until it was told. */
    private record Recovery(String id, String offset) {
      static Recovery of(Client client) {
        return client.state instanceof Recovery known ? known : new Recovery("", "");
      }
    }

    @Override
    public String address(Client client) {
      return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public void opened(Client client) {}

    @Override
    public void received(Client client, String text) {
      Recovery known = Recovery.of(client);
      if (text.startsWith("0")) {
        client.write(
            known.offset().isEmpty()
                ? "40"
                : "40{\"pid\":\"%s\",\"offset\":\"%s\"}".formatted(known.id(), known.offset()));
      } else if (text.startsWith("40")) {
        String id = JSON.readTree(text.substring(2)).path("pid").stringValue();
        if (id.equals(known.id())) {
          client.joined = true;
        } else {
          client.state = new Recovery(id, "");
          client.write("42[\"join\",\"" + client.run + client.room + "\"]");
        }
      } else if (text.startsWith(EVENT)) {
        int end = text.length() - 2;
        client.state =
            new Recovery(known.id(), text.substring(text.lastIndexOf('"', end - 1) + 1, end));
        if (text.startsWith("42[\"joined\"")) {
          client.joined = true;
        }
      } else if (text.equals("2")) {
        client.write("3");
      }
    }

    @Override
    public String message(Client from, String payload) {
      return "42[\"signal\",{\"sdp\":\"" + payload + "\"}]";
    }
  }
}
