package care.chevet.standalone.issuer;

import com.nimbusds.jose.jwk.JWK;
import java.net.URI;
import java.util.List;

/**
 * What the issuer is set up with.
 *
 * @param issuer its own address, as it stands in the tokens' {@code iss}
 * @param console address of the console, which people are sent back to
 * @param clients the programs that may ask for tokens
 * @param key the private key that signs
 */
record IssuerSettings(URI issuer, URI console, List<Client> clients, JWK key) {

  IssuerSettings {
    clients = List.copyOf(clients);
  }
}
