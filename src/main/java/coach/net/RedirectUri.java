package coach.net;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where an app has the browser sent back to: read once, and registered, compared and shown in that
 * form. Addresses are compared letter by letter, but for the port of a program on the person's own
 * machine, which it learns only when it starts (RFC 8252 section 7.3).
 *
 * @param text as the app wrote it, with a scheme in lower case
 */
public record RedirectUri(String text, URI uri) {
  private static final int LONGEST = 512;

  /** Of answers, which must not hold any of them twice (OAuth 2.1 section 3.1). */
  private static final Set<String> ANSWERS =
      Set.of("code", "state", "iss", "error", "error_description");

  /** Reads an app's address. Throws {@link IllegalArgumentException} with what it is instead. */
  public static RedirectUri parse(String text) {
    // What is longer, or holds anything else, does not belong into a header.
    if (text.length() > LONGEST || !text.matches("[\\x21-\\x7E]+")) {
      throw new IllegalArgumentException("is no absolute address");
    }
    URI uri = parsed(text);
    Optional<String> fault = fault(text, uri);
    if (fault.isPresent()) {
      throw new IllegalArgumentException(fault.get());
    }
    return new RedirectUri(text, uri);
  }

  private static URI parsed(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException notAnAddress) {
      throw new IllegalArgumentException("is no absolute address", notAnAddress);
    }
  }

  private static Optional<String> fault(String text, URI uri) {
    String scheme = uri.getScheme();
    String authority = uri.getRawAuthority();
    // RFC 8252 section 7.1: a name that somebody owns, turned around, needs no authority besides.
    if (scheme == null || uri.isOpaque() || (authority == null && !scheme.contains("."))) {
      return Optional.of("is no absolute address");
    }
    if (!scheme.equals(scheme.toLowerCase(Locale.ROOT))) {
      return Optional.of("has a scheme in capital letters");
    }
    if (text.contains("#") || (authority != null && authority.contains("@"))) {
      return Optional.of("has a fragment or a user");
    }
    if (names(uri.getRawQuery()).anyMatch(ANSWERS::contains)) {
      return Optional.of("has a parameter in its query that is for the answer");
    }
    return schemeFault(uri, scheme);
  }

  private static Optional<String> schemeFault(URI uri, String scheme) {
    if (scheme.equals("https")) {
      return Optional.of("has no host").filter(fault -> uri.getHost() == null);
    }
    if (scheme.equals("http")) {
      return Optional.of("is http, which only loopback may be").filter(fault -> !Loopback.is(uri));
    }
    boolean own = WebAddress.isOpened(uri) && scheme.length() > 2;
    return Optional.of("has a scheme that is no app's own").filter(fault -> !own);
  }

  private static Stream<String> names(String query) {
    return Stream.of((query == null ? "" : query).split("&"))
        .map(pair -> URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8));
  }

  /** Whether a browser may be sent here for an app that registered these. */
  public boolean isOneOf(List<String> registered) {
    return registered.contains(text)
        || (isHttpLoopback()
            && registered.stream().flatMap(RedirectUri::known).anyMatch(this::isSameButPort));
  }

  private static Stream<RedirectUri> known(String text) {
    try {
      return Stream.of(parse(text));
    } catch (IllegalArgumentException notAnyMore) {
      return Stream.empty();
    }
  }

  private boolean isSameButPort(RedirectUri known) {
    return known.isHttpLoopback() && withoutPort().equals(known.withoutPort());
  }

  private String withoutPort() {
    return "%s %s %s".formatted(uri.getHost(), uri.getRawPath(), uri.getRawQuery());
  }

  private boolean isHttpLoopback() {
    return uri.getScheme().equals("http") && Loopback.is(uri);
  }

  /** Whether the address is of a server on the web, whose owner its name proves. */
  public boolean isOnTheWeb() {
    return uri.getScheme().equals("https") && !Loopback.is(uri);
  }

  /** Whether nothing but a program on the device of the person who looks at it can answer. */
  public boolean isOwnDevice() {
    boolean loopback = isHttpLoopback() || (uri.getScheme().equals("https") && Loopback.is(uri));
    return loopback || uri.getRawAuthority() == null;
  }

  /** Where it leads, in a few words that a person can check. Any authority is shown. */
  public String place() {
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return "the program on this device that opens " + uri.getScheme() + " links";
    }
    if (isOwnDevice()) {
      return "this device";
    }
    return isOnTheWeb() ? authority.toLowerCase(Locale.ROOT) : uri.getScheme() + "://" + authority;
  }

  /** {@link #place} of an address as it is stored; one that would not be taken today as it is. */
  public static String place(String stored) {
    return known(stored).map(RedirectUri::place).findFirst().orElse(stored);
  }

  @Override
  public String toString() {
    return text;
  }
}
