package coach.oauth;

import coach.Caller;
import coach.accounts.Token;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers whose signatures were checked, because a client sends the same token for an hour and a
 * signature costs more than the rest of a call; tokens themselves are not kept, only their hashes.
 */
final class VerifiedTokens {
  private static final int MOST = 1000;

  /**
   * A token that was good.
   *
   * @param key the id of the key that signed it
   * @param until when it stops being good, leeway included
   */
  record Verified(Caller caller, String key, Instant until) {}

  private final Map<String, Verified> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<Verified> find(String token, Instant now) {
    return Optional.ofNullable(known.get(Token.hash(token))).filter(v -> now.isBefore(v.until()));
  }

  synchronized void add(String token, Verified verified) {
    known.put(Token.hash(token), verified);
  }
}
