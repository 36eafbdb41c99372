package coach.oauth;

import coach.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an app may be allowed: reading, and changing, which includes reading. */
final class Scope {
  /** All there are, in the order in which they are shown. */
  static final List<String> ALL = List.of(Caller.READ, Caller.WRITE);

  /** Asked for by clients that want refresh tokens, which every app gets here. */
  static final String OFFLINE = "offline_access";

  private static final int LONGEST = 1000;

  private Scope() {}

  /** The words of a scope parameter; empty for null. */
  static Set<String> set(String text) {
    Set<String> set = new TreeSet<>();
    if (text == null) {
      return set;
    }
    // Too long to be ours is one unknown word: as none at all it would be given everything.
    set.addAll(text.length() > LONGEST ? List.of(text) : List.of(text.strip().split(" +")));
    set.remove("");
    return set;
  }

  /**
   * What is known of the words of a scope parameter, with what it includes; empty where it holds
   * none.
   *
   * @throws OAuthError where nothing of it is known
   */
  static Set<String> known(String text) {
    Set<String> asked = set(text);
    asked.remove(OFFLINE);
    Set<String> known = implied(asked);
    if (known.isEmpty() && !asked.isEmpty()) {
      throw OAuthError.badRequest(
          "invalid_scope", "scope holds nothing that coach knows. Send read, write or both.");
    }
    return known;
  }

  static String text(Collection<String> scopes) {
    return String.join(" ", new TreeSet<>(scopes));
  }

  /** With what they include: who may change may read. */
  static Set<String> implied(Set<String> scopes) {
    Set<String> all = new TreeSet<>(scopes);
    all.retainAll(ALL);
    if (all.contains(Caller.WRITE)) {
      all.add(Caller.READ);
    }
    return all;
  }
}
