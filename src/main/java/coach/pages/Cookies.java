package coach.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cookies of these pages. Over https their names begin with {@code __Host-}, with which
 * browsers let only this very host set them.
 */
final class Cookies {
  /** Holds the token of a browser that is signed in. */
  static final String SESSION = "coach";

  /** Binds the forms to the browser that got them, before any user is signed in. */
  static final String FORMS = "coach-forms";

  /** Holds the way back from Supabase in the browser that was sent there. */
  static final String AWAY = "coach-away";

  /** The longest that browsers keep. */
  private static final int LONGEST = 4096;

  private final boolean secure;

  Cookies(URI serverUrl) {
    secure = "https".equals(serverUrl.getScheme());
  }

  private String name(String cookie) {
    return secure ? "__Host-" + cookie : cookie;
  }

  Optional<String> read(HttpServletRequest request, String cookie) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(sent -> sent.getName().equals(name(cookie)))
        .map(Cookie::getValue)
        .filter(value -> value.length() <= LONGEST)
        .findFirst()
        .filter(value -> !value.isEmpty());
  }

  /** A value of Set-Cookie for so many seconds; negative for until the browser is closed. */
  String set(String cookie, String value, long seconds) {
    return "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s"
        .formatted(
            name(cookie),
            value,
            seconds < 0 ? "" : "; Max-Age=" + seconds,
            secure ? "; Secure" : "");
  }

  String clear(String cookie) {
    return set(cookie, "", 0);
  }
}
