package care.chevet.access;

import java.util.Set;

/** A program that calls with its own token: its client id and the scopes it was granted. */
public record Machine(String clientId, Set<String> scopes) {
  public Machine {
    scopes = Set.copyOf(scopes);
  }
}
