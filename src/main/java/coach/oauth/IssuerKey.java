package coach.oauth;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;

/** A key that another server publishes, with what fits it, whatever a token says. */
record IssuerKey(String id, Algorithm algorithm) {
  private static final int LEAST_RSA_BITS = 2048;

  /** Reads a JSON web key; empty for a kind that is not taken. */
  static Optional<IssuerKey> read(JsonNode json) {
    String id = json.path("kid").textValue();
    if (id == null || !json.path("use").asText("sig").equals("sig")) {
      return Optional.empty();
    }
    try {
      Algorithm algorithm =
          switch (json.path("kty").asText()) {
            case "EC" -> elliptic(json);
            case "RSA" -> rsa(json);
            default -> null;
          };
      return Optional.ofNullable(algorithm)
          .filter(a -> json.path("alg").asText(a.getName()).equals(a.getName()))
          .map(a -> new IssuerKey(id, a));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static Algorithm elliptic(JsonNode json) throws GeneralSecurityException {
    if (!json.path("crv").asText().equals("P-256")) {
      return null;
    }
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPublicKeySpec key =
        new ECPublicKeySpec(
            new ECPoint(number(json, "x"), number(json, "y")),
            curve.getParameterSpec(ECParameterSpec.class));
    return Algorithm.ECDSA256((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(key), null);
  }

  private static Algorithm rsa(JsonNode json) throws GeneralSecurityException {
    BigInteger modulus = number(json, "n");
    if (modulus.bitLength() < LEAST_RSA_BITS) {
      return null;
    }
    RSAPublicKeySpec key = new RSAPublicKeySpec(modulus, number(json, "e"));
    return Algorithm.RSA256((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(key), null);
  }

  private static BigInteger number(JsonNode json, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(json.path(member).asText()));
  }
}
