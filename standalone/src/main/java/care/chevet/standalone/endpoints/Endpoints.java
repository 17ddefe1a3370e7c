package care.chevet.standalone.endpoints;

import care.chevet.standalone.issuer.Account;
import care.chevet.standalone.issuer.Client;
import java.net.URI;
import java.util.List;

/** Where everything is and who can use it: the content of {@code endpoints.json}. */
public record Endpoints(
    URI console,
    URI api,
    URI openapi,
    URI signaling,
    URI fhir,
    URI hospital,
    URI issuer,
    List<AccountEntry> accounts,
    List<ClientEntry> clients,
    List<ProcessEntry> processes) {

  /** An account as a test or a person signs in with it. */
  public record AccountEntry(String userName, String password, String role, String displayName) {

    public static AccountEntry of(Account account) {
      return new AccountEntry(
          account.userName(), Account.PASSWORD, account.role(), account.displayName());
    }
  }

  /** A machine's credentials. */
  public record ClientEntry(String id, String secret, String scope) {

    public static ClientEntry of(Client client) {
      return new ClientEntry(client.id(), client.secret(), client.scope());
    }
  }

  /** A running process of the system. */
  public record ProcessEntry(String name, long pid) {}

  public Endpoints {
    accounts = List.copyOf(accounts);
    clients = List.copyOf(clients);
    processes = List.copyOf(processes);
  }
}
