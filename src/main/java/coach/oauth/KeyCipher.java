package coach.oauth;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts signing keys at rest, so that a copy of the database alone signs nothing. */
final class KeyCipher {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  /** Of a secret of at least 32 characters. */
  KeyCipher(String secret) {
    try {
      // The same secret serves other purposes, each with a key of its own.
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] derived = mac.doFinal("coach signing keys".getBytes(StandardCharsets.UTF_8));
      key = new SecretKeySpec(derived, "AES");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no HMAC-SHA256", missing);
    }
  }

  /** AES-256-GCM under a fresh nonce, bound to the key's id so that rows cannot be swapped. */
  String seal(byte[] plain, String id) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, id).doFinal(plain);
      byte[] whole = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java cannot encrypt", missing);
    }
  }

  /** What was sealed; empty where another secret sealed it or it was changed. */
  Optional<byte[]> open(String sealed, String id) {
    try {
      byte[] whole = Base64.getDecoder().decode(sealed);
      byte[] nonce = new byte[NONCE];
      ByteBuffer.wrap(whole).get(nonce);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, id);
      return Optional.of(cipher.doFinal(whole, NONCE, whole.length - NONCE));
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | BufferUnderflowException notOurs) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String id) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
