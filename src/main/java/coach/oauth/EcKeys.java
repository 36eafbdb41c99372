package coach.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Keys on the curve P-256: made, written down, read back and published. */
final class EcKeys {
  private static final int COORDINATE = 32;

  private EcKeys() {}

  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no P-256", missing);
    }
  }

  static ECPublicKey publicKey(String encoded) {
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw new IllegalStateException("a public key in coach_auth.signing_key is damaged", damaged);
    }
  }

  static ECPrivateKey privateKey(byte[] encoded) {
    try {
      return (ECPrivateKey)
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException damaged) {
      throw new IllegalStateException(
          "a private key in coach_auth.signing_key is damaged", damaged);
    }
  }

  /** The private key as RFC 7517 writes it. Throws IllegalArgumentException where it is none. */
  static ECPrivateKey privateKey(JsonNode key) {
    boolean isP256 =
        key.path("kty").asText().equals("EC") && key.path("crv").asText().equals("P-256");
    if (!isP256 || !key.hasNonNull("d")) {
      throw new IllegalArgumentException("no private key on the curve P-256");
    }
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec("secp256r1"));
      BigInteger number = new BigInteger(1, Base64.getUrlDecoder().decode(key.get("d").asText()));
      ECPrivateKeySpec spec =
          new ECPrivateKeySpec(number, curve.getParameterSpec(ECParameterSpec.class));
      return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
    } catch (GeneralSecurityException damaged) {
      throw new IllegalArgumentException("a damaged private key", damaged);
    }
  }

  /** The public key as RFC 7517 writes it. */
  static ObjectNode json(String id, ECPublicKey key) {
    return new ObjectMapper()
        .createObjectNode()
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("use", "sig")
        .put("alg", "ES256")
        .put("kid", id)
        .put("x", coordinate(key.getW().getAffineX()))
        .put("y", coordinate(key.getW().getAffineY()));
  }

  /** Always as long as the curve's field, leading zeros included (RFC 7518 section 6.2.1.2). */
  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int skipped = Math.max(0, bytes.length - COORDINATE);
    int length = bytes.length - skipped;
    System.arraycopy(bytes, skipped, fixed, COORDINATE - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
