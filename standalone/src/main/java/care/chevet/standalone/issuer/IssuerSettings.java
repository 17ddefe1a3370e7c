package care.chevet.standalone.issuer;

import com.nimbusds.jose.jwk.JWK;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What the issuer is set up with.
 *
 * @param issuer its own address, as it stands in the tokens' {@code iss}
 * @param console address of the console, which people are sent back to
 * @param clients the programs that may ask for tokens
 * @param clientKeys public keys of the programs that sign who they are, by client
 * @param key the private key that signs
 */
record IssuerSettings(
    URI issuer, URI console, List<Client> clients, Map<String, JWK> clientKeys, JWK key) {

  IssuerSettings {
    clients = List.copyOf(clients);
    clientKeys = Map.copyOf(clientKeys);
  }
}
