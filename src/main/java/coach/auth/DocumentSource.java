package coach.auth;

import java.net.URI;
import java.time.Duration;

/** Fetches what a stranger's address holds, without letting it choose where coach connects. */
@FunctionalInterface
public interface DocumentSource {
  /**
   * A document as it came.
   *
   * @param body at most the fetcher's limit
   * @param freshFor how long it may be kept, zero where its headers forbid it or say nothing
   */
  record Fetched(byte[] body, Duration freshFor) {}

  /**
   * Fetches a JSON document.
   *
   * @param address https
   * @throws OAuthError saying what was wrong with the address or its answer, and nothing about the
   *     network behind it
   */
  Fetched fetch(URI address);
}
