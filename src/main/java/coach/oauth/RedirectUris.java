package coach.oauth;

import coach.net.Loopback;
import coach.net.WebAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a browser may be sent back to. An app's addresses are compared letter by letter, but for
 * the port of a program on the person's own machine, which it learns only when it starts (RFC 8252
 * section 7.3).
 */
public final class RedirectUris {
  private static final int LONGEST = 512;

  /** Of answers, which must not hold any of them twice (OAuth 2.1 section 3.1). */
  private static final Set<String> ANSWERS =
      Set.of("code", "state", "iss", "error", "error_description");

  private RedirectUris() {}

  /** What is wrong with an address that an app wants to register; empty where nothing is. */
  static Optional<String> fault(String address) {
    URI uri = parse(address);
    if (uri == null || uri.getScheme() == null || uri.isOpaque()) {
      return Optional.of("is no absolute address");
    }
    if (address.contains("#") || uri.getRawUserInfo() != null) {
      return Optional.of("has a fragment or a user");
    }
    if (names(uri.getRawQuery()).anyMatch(ANSWERS::contains)) {
      return Optional.of("has a parameter in its query that is for the answer");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    // RFC 8252 section 7.1: a reversed domain name, without an authority.
    if (uri.getRawAuthority() == null && !scheme.contains(".")) {
      return Optional.of("is no absolute address");
    }
    boolean hasHost = uri.getHost() != null;
    if (scheme.equals("https")) {
      return hasHost ? Optional.empty() : Optional.of("has no host");
    }
    if (scheme.equals("http")) {
      return isLoopback(uri)
          ? Optional.empty()
          : Optional.of("is http, which only loopback may be");
    }
    return WebAddress.isOpened(uri) && scheme.length() > 2
        ? Optional.empty()
        : Optional.of("has a scheme that is no app's own");
  }

  private static Stream<String> names(String query) {
    return Stream.of((query == null ? "" : query).split("&"))
        .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8));
  }

  /** Whether a browser may be sent to the wanted address of an app that registered these. */
  static boolean matches(List<String> registered, String wanted) {
    if (registered.contains(wanted)) {
      return true;
    }
    URI uri = parse(wanted);
    if (uri == null || !isLoopback(uri) || fault(wanted).isPresent()) {
      return false;
    }
    return registered.stream()
        .map(RedirectUris::parse)
        .anyMatch(known -> isSameButPort(known, uri));
  }

  private static boolean isSameButPort(URI known, URI wanted) {
    return known != null && isLoopback(known) && withoutPort(known).equals(withoutPort(wanted));
  }

  private static String withoutPort(URI uri) {
    return "%s %s %s".formatted(uri.getHost(), uri.getRawPath(), uri.getRawQuery());
  }

  private static boolean isLoopback(URI uri) {
    return "http".equals(uri.getScheme()) && Loopback.is(uri);
  }

  /** Null for what is no address, or holds what does not belong into a header. */
  private static URI parse(String address) {
    if (address.length() > LONGEST || !address.matches("[\\x21-\\x7E]+")) {
      return null;
    }
    try {
      return URI.create(address);
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
