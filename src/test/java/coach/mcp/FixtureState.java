package coach.mcp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A state that the client brings back and cannot have changed. */
final class FixtureState {
  private static final SecretKeySpec KEY =
      new SecretKeySpec(Wire.utf8("a key of the fixtures"), "HmacSHA256");

  private FixtureState() {}

  static String seal(String round) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(KEY);
      byte[] seal = mac.doFinal(Wire.utf8(round));
      return round + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The round that was sealed, or null without a state. Throws {@link Refusal} for another's. */
  static String open(Exchange exchange) {
    if (exchange.requestState().isMissingNode()) {
      return null;
    }
    String state = exchange.requestState().textValue();
    String round = state.substring(0, Math.max(0, state.indexOf('.')));
    if (!MessageDigest.isEqual(Wire.utf8(seal(round)), Wire.utf8(state))) {
      throw Refusal.of(Refusal.INVALID_PARAMS, "params.requestState is not one of ours.");
    }
    return round;
  }
}
