package coach.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Where a browser goes after signing in: only ever to a page of ours. */
final class Next {
  private static final Set<String> PAGES =
      Set.of("/authorize", "/account", "/account/delete", "/connect");
  private static final String DEFAULT = "/account";
  private static final int LONGEST = 6_000;

  private Next() {}

  /** The target itself where it is one of ours, else the account's page. */
  static String safe(String target) {
    String path = target.split("[?#]", 2)[0];
    boolean plain = target.length() <= LONGEST && target.matches("[\\x21-\\x5B\\x5D-\\x7E]*");
    return plain && PAGES.contains(path) ? target : DEFAULT;
  }

  /** A query of these values. */
  static String query(Map<String, String> values) {
    StringJoiner query = new StringJoiner("&");
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return query.toString();
  }

  /** The sign-in page that leads on to the target. */
  static String afterSignIn(String target) {
    return "/signin?" + query(Map.of("next", safe(target)));
  }
}
