package care.chevet.signaling.protocol;

import java.util.List;

/** What a browser needs to reach the relay, and for how long it will do. */
public record IceServers(List<Server> servers, IcePolicy policy, long ttlSeconds) {
  public IceServers {
    servers = List.copyOf(servers);
  }

  /** One entry of RTCConfiguration.iceServers. */
  public record Server(List<String> urls, String username, String credential) {
    public Server {
      urls = List.copyOf(urls);
    }
  }
}
