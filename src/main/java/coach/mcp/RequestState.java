package coach.mcp;

import coach.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What coach knows of an unfinished call, carried by the client because no instance remembers it:
 * sealed, so that it is worth something only to the same person, for the same request, for ten
 * minutes.
 *
 * <p>The text is base64url (RFC 4648, section 5, without padding) of nonce, expiry, payload and an
 * HMAC-SHA256 (RFC 2104) over all of these and over what the state is bound to: account, method and
 * the digest of the request's parameters. Anybody can read the payload; it must not hold a secret.
 */
public final class RequestState {
  /** How long a person may think about a question. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** Longest state that is looked at, in characters. */
  static final int MOST_CHARACTERS = 32 * 1024;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PURPOSE = "coach request state 1";
  private static final int NONCE_BYTES = 16;
  private static final int TAG_BYTES = 32;
  private static final int HEAD_BYTES = NONCE_BYTES + Long.BYTES;

  /** Members of params that differ between the rounds of one call. */
  private static final List<String> OF_THE_ROUND =
      List.of("_meta", "inputResponses", "requestState");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Supplier<byte[]> secret;
  private final Clock clock;

  /** One earlier round of a call; no two states have one nonce, and one state always the same. */
  record Round(String nonce, ObjectNode payload) {}

  /**
   * @param secret the same at every instance; asked at every use, and first when a question is
   *     asked or answered
   */
  public RequestState(Supplier<byte[]> secret, Clock clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** For a dispatcher that is alone: its secret lives as long as it does. */
  public static RequestState ofOneProcess(Clock clock) {
    byte[] own = new byte[TAG_BYTES];
    RANDOM.nextBytes(own);
    return new RequestState(() -> own, clock);
  }

  /** The state to send with a question, good for one more round of this very request. */
  String seal(Exchange exchange, ObjectNode payload) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] content = Wire.write(payload);
    byte[] sealed =
        ByteBuffer.allocate(HEAD_BYTES + content.length)
            .put(nonce)
            .putLong(clock.instant().plus(LIFETIME).getEpochSecond())
            .put(content)
            .array();
    byte[] tag = tag(exchange, sealed);
    String state =
        encoded(ByteBuffer.allocate(sealed.length + TAG_BYTES).put(sealed).put(tag).array());
    if (state.length() > MOST_CHARACTERS) {
      throw new IllegalStateException(
          "a state of %d characters would not be taken back".formatted(state.length()));
    }
    return state;
  }

  /**
   * The round that this request continues, or null where it begins a call.
   *
   * @throws Refusal with code -32602 for anything but a state of this person and this request that
   *     is not older than {@link #LIFETIME}
   */
  Round open(Exchange exchange) {
    if (exchange.requestState().isMissingNode()) {
      return null;
    }
    byte[] state = decoded(exchange.requestState().textValue());
    int end = state.length - TAG_BYTES;
    byte[] sealed = Arrays.copyOf(state, end);
    byte[] tag = Arrays.copyOfRange(state, end, state.length);
    if (!MessageDigest.isEqual(tag, tag(exchange, sealed))) {
      throw notOurs();
    }
    ByteBuffer parts = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    parts.get(nonce);
    if (parts.getLong() <= clock.instant().getEpochSecond()) {
      throw Refusal.of(
          Refusal.INVALID_PARAMS,
          "params.requestState is older than %d minutes. Send the request again without it."
              .formatted(LIFETIME.toMinutes()));
    }
    byte[] payload = new byte[parts.remaining()];
    parts.get(payload);
    return new Round(encoded(nonce), json(payload));
  }

  private byte[] tag(Exchange exchange, byte[] sealed) {
    ObjectNode request = exchange.params().deepCopy();
    request.remove(OF_THE_ROUND);
    Caller caller = exchange.caller();
    Mac mac = mac(mac(secret.get()).doFinal(Wire.utf8(PURPOSE)));
    for (byte[] part :
        List.of(
            // Both, because a read shows the one account's data and a write changes the other's.
            Wire.utf8(caller.user().toString()),
            Wire.utf8(caller.owner().toString()),
            Wire.utf8(exchange.method().wire),
            Canonical.digest(request),
            sealed)) {
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
      mac.update(part);
    }
    return mac.doFinal();
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decoded(String state) {
    try {
      if (state != null && state.length() <= MOST_CHARACTERS) {
        byte[] bytes = Base64.getUrlDecoder().decode(state);
        // Java forgives padding and spare bits; a state has one spelling.
        if (bytes.length > HEAD_BYTES + TAG_BYTES && encoded(bytes).equals(state)) {
          return bytes;
        }
      }
    } catch (IllegalArgumentException notBase64) {
      // Falls through to the same refusal as everything else that coach did not write.
    }
    throw notOurs();
  }

  private static ObjectNode json(byte[] payload) {
    try {
      return (ObjectNode) Wire.read(payload);
    } catch (Refusal | ClassCastException impossible) {
      throw new IllegalStateException("a sealed payload is no object", impossible);
    }
  }

  private static Refusal notOurs() {
    return Refusal.of(
        Refusal.INVALID_PARAMS,
        "params.requestState is not what coach sent to this account for this very request. Send the"
            + " request again without it.");
  }

  /**
   * One spelling for equal JSON, so that a request that is sent again is known for the same
   * whatever the order of its members and the notation of its numbers.
   */
  private static final class Canonical {
    private Canonical() {}

    /** SHA-256 of the value's one spelling. */
    static byte[] digest(JsonNode json) {
      StringBuilder spelled = new StringBuilder();
      write(json, spelled);
      try {
        return MessageDigest.getInstance("SHA-256").digest(Wire.utf8(spelled.toString()));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every Java has SHA-256", impossible);
      }
    }

    private static void write(JsonNode json, StringBuilder spelled) {
      if (json.isObject()) {
        TreeSet<String> names = new TreeSet<>();
        json.fieldNames().forEachRemaining(names::add);
        spelled.append('{');
        for (String name : names) {
          text(name, spelled);
          spelled.append(':');
          write(json.get(name), spelled);
          spelled.append(',');
        }
        spelled.append('}');
      } else if (json.isArray()) {
        spelled.append('[');
        for (JsonNode element : json) {
          write(element, spelled);
          spelled.append(',');
        }
        spelled.append(']');
      } else if (json.isNumber()) {
        // Never the plain notation: an exponent of nine digits would be written out.
        spelled.append(json.decimalValue().stripTrailingZeros());
      } else if (json.isTextual()) {
        text(json.textValue(), spelled);
      } else {
        spelled.append(json.asText());
      }
    }

    /** With its length before it, no text can pass for anything but itself. */
    private static void text(String text, StringBuilder spelled) {
      spelled.append('"').append(text.length()).append('"').append(text);
    }
  }
}
