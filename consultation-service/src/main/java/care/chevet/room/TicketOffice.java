package care.chevet.room;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Date;
import java.util.Map;

/** Signs join tickets with our key: ES256, and no other algorithm. */
public final class TicketOffice implements Tickets {
  static final String AUDIENCE = "chevet-signaling";
  static final JOSEObjectType TYPE = new JOSEObjectType("chevet-ticket+jwt");
  static final JOSEObjectType IDENTITY_TYPE = new JOSEObjectType("chevet-identity+jwt");

  private final URI issuer;
  private final ECKey key;
  private final JWSSigner signer;

  /**
   * Opens the office.
   *
   * @param key a private key on P-256, with an id
   */
  public TicketOffice(URI issuer, ECKey key) {
    this.issuer = issuer;
    this.key = key;
    try {
      this.signer = new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("tickets are signed with a private key on P-256", e);
    }
  }

  /** The public half of the key, as a JSON Web Key Set (RFC 7517). */
  public Map<String, Object> publicKeys() {
    return new JWKSet(key.toPublicJWK()).toJSONObject();
  }

  @Override
  public String sign(JoinTicket ticket) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.toString())
            .audience(AUDIENCE)
            .jwtID(ticket.id().toString())
            .issueTime(Date.from(ticket.issuedAt()))
            .expirationTime(Date.from(ticket.expiresAt()))
            .subject(ticket.person().toString())
            .claim("room", ticket.room().toString())
            .claim("name", ticket.name())
            .claim("role", ticket.role())
            .claim("admission", ticket.admission().code())
            .claim("admits", ticket.admits())
            .build();
    return signed(TYPE, claims);
  }

  @Override
  public String sign(BarTicket ticket) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.toString())
            .audience(AUDIENCE)
            .jwtID(ticket.id().toString())
            .issueTime(Date.from(ticket.issuedAt()))
            .expirationTime(Date.from(ticket.expiresAt()))
            .subject(ticket.person().toString())
            .claim("room", ticket.room().toString())
            .claim("admission", "barred")
            .build();
    return signed(TYPE, claims);
  }

  @Override
  public String sign(LineIdentity identity) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.toString())
            .issueTime(Date.from(identity.issuedAt()))
            .expirationTime(Date.from(identity.expiresAt()))
            .subject(identity.person().toString())
            .claim("room", identity.room().toString())
            .claim("name", identity.name())
            .claim("role", identity.role())
            .claim("cnf", Map.of("jkt", identity.keyThumbprint()))
            .build();
    return signed(IDENTITY_TYPE, claims);
  }

  private String signed(JOSEObjectType type, JWTClaimsSet claims) {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID()).build();
    var signed = new SignedJWT(header, claims);
    try {
      signed.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return signed.serialize();
  }
}
