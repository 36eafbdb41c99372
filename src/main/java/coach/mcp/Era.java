package coach.mcp;

import java.util.List;
import java.util.stream.Stream;

/**
 * The two ways of talking: legacy clients greet with {@code initialize}, modern ones describe
 * themselves in every request.
 */
public enum Era {
  LEGACY,
  MODERN;

  /** The one revision whose requests describe themselves. */
  public static final String MODERN_VERSION = "2026-07-28";

  /** Oldest first; the last one is offered to a client that asks for something unknown. */
  public static final List<String> LEGACY_VERSIONS =
      List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

  /** Every revision served, newest first. */
  public static final List<String> ALL_VERSIONS =
      Stream.concat(
              Stream.of(MODERN_VERSION), LEGACY_VERSIONS.stream().sorted((a, b) -> b.compareTo(a)))
          .toList();

  /** What a legacy client that asks for this revision is offered. */
  static String negotiated(String asked) {
    return LEGACY_VERSIONS.contains(asked)
        ? asked
        : LEGACY_VERSIONS.get(LEGACY_VERSIONS.size() - 1);
  }
}
