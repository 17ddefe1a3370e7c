package care.chevet.audit;

import care.chevet.audit.ChainLink.Sha256;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/**
 * The keys of checkpoints, on the curve P-256: the first signs, and all of them are believed. They
 * are never taken from the database, whose owner could put one there.
 */
public final class CheckpointKeys {
  static final JOSEObjectType TYPE = new JOSEObjectType("chevet-audit+jwt");
  private static final String POSITION = "position";
  private static final String CHAIN = "chain";

  private final List<ECKey> keys;

  /** What a signature turns out to be. */
  enum Verdict {
    GENUINE,
    FORGED,
    UNKNOWN_KEY
  }

  public CheckpointKeys(List<ECKey> keys) {
    this.keys = List.copyOf(keys);
    if (keys.isEmpty() || !keys.getFirst().isPrivate()) {
      throw new IllegalArgumentException("the first key of the audit must be a private one");
    }
    for (var key : keys) {
      if (!Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
        throw new IllegalArgumentException("the audit's keys are on P-256, each with an id");
      }
    }
  }

  Checkpoint sign(AuditChain.Head head, Instant at) {
    var key = keys.getFirst();
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.getKeyID()).build();
    var claims =
        new JWTClaimsSet.Builder()
            .issueTime(Date.from(at))
            .claim(POSITION, head.position())
            .claim(CHAIN, head.chain().hex())
            .build();
    var signed = new SignedJWT(header, claims);
    try {
      signed.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return new Checkpoint(head.position(), at, signed.serialize());
  }

  /** Whether we signed that the chain up to the checkpoint's position has this hash. */
  Verdict judge(Checkpoint checkpoint) {
    try {
      var signed = SignedJWT.parse(checkpoint.jws());
      var header = signed.getHeader();
      var key =
          keys.stream()
              .filter(known -> Objects.equals(known.getKeyID(), header.getKeyID()))
              .findFirst();
      if (key.isEmpty()) {
        return Verdict.UNKNOWN_KEY;
      }
      var genuine =
          JWSAlgorithm.ES256.equals(header.getAlgorithm())
              && TYPE.equals(header.getType())
              && signed.verify(new ECDSAVerifier(key.get().toPublicJWK()))
              && signed.getJWTClaimsSet().getLongClaim(POSITION) == checkpoint.position();
      return genuine ? Verdict.GENUINE : Verdict.FORGED;
    } catch (ParseException | JOSEException _) {
      return Verdict.FORGED;
    }
  }

  /** The chain hash that a genuine checkpoint vouches for. */
  static Sha256 chainOf(Checkpoint checkpoint) {
    try {
      return new Sha256(SignedJWT.parse(checkpoint.jws()).getJWTClaimsSet().getStringClaim(CHAIN));
    } catch (ParseException e) {
      throw new IllegalArgumentException("asked of a checkpoint that is not genuine", e);
    }
  }
}
