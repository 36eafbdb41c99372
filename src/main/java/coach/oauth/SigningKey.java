package coach.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;

/**
 * One row of {@code coach_auth.signing_key}.
 *
 * @param privateKey empty where it cannot be read with the secret of this process, or is not
 *     protected as this process would
 * @param hasBegun whether the day has come from which it signs
 * @param isRetired whether it only verifies
 * @param isOld whether a successor is due
 */
record SigningKey(
    String id,
    ECPublicKey publicKey,
    Optional<ECPrivateKey> privateKey,
    boolean hasBegun,
    boolean isRetired,
    boolean isOld) {
  /** Reads a row; there is no cipher where keys are kept as they are. */
  static SigningKey read(JsonNode row, Optional<KeyCipher> cipher) {
    String id = row.get("key_id").textValue();
    return new SigningKey(
        id,
        EcKeys.publicKey(row.get("public_key").textValue()),
        privateKey(row, id, cipher),
        row.get("has_begun").booleanValue(),
        row.get("is_retired").booleanValue(),
        row.get("is_old").booleanValue());
  }

  private static Optional<ECPrivateKey> privateKey(
      JsonNode row, String id, Optional<KeyCipher> cipher) {
    String text = row.get("private_key").textValue();
    if (row.get("is_encrypted").booleanValue() != cipher.isPresent()) {
      return Optional.empty();
    }
    Optional<byte[]> encoded =
        cipher
            .map(c -> c.open(text, id))
            .orElseGet(() -> Optional.of(Base64.getDecoder().decode(text)));
    return encoded.map(EcKeys::privateKey);
  }

  boolean canSign() {
    return hasBegun && !isRetired && privateKey.isPresent();
  }
}
