package care.chevet.standalone.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/**
 * The public keys of the programs that sign who they are: in a real house each program publishes
 * its own, here the issuer does it for them.
 */
@Controller
class ClientKeys {

  static final String PATH = "/clients/{client}/jwks.json";

  private final IssuerSettings settings;

  ClientKeys(IssuerSettings settings) {
    this.settings = settings;
  }

  static URI address(URI issuer, String client) {
    return issuer.resolve(PATH.replace("{client}", client));
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  String show(@PathVariable("client") String client) {
    var key = settings.clientKeys().get(client);
    if (key == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return new JWKSet(key).toString();
  }
}
