package coach.auth.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Takes every app at its word, and notes what it was given. */
final class AppsOfTheTest implements Authorization {
  final List<String> given = new ArrayList<>();

  @Override
  public Asked read(Map<String, String> parameters, String address) {
    if (!parameters.containsKey("redirect_uri")) {
      return new Asked.Wrong("It does not say where the answer goes.");
    }
    String back = parameters.get("redirect_uri");
    return parameters.containsKey("scope")
        ? new Asked.Request(
            "client",
            parameters.get("client_name"),
            parameters.get("vouched"),
            back,
            Set.of(parameters.get("scope").split(" ")))
        : new Asked.SentBack(back + "?error=invalid_scope");
  }

  @Override
  public String allow(
      Map<String, String> parameters, String address, UUID account, Set<String> scopes) {
    given.add(account + " " + new TreeSet<>(scopes));
    return parameters.get("redirect_uri")
        + "?"
        + Surfer.encode(Map.of("code", parameters.get("state")));
  }

  @Override
  public String deny(Map<String, String> parameters, String address, UUID account) {
    return parameters.get("redirect_uri") + "?error=access_denied";
  }
}
