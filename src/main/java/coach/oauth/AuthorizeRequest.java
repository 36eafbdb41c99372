package coach.oauth;

import coach.net.RedirectUri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an app asks a person for, checked.
 *
 * @param redirectUri where the browser goes with the answer; the app has it registered
 * @param challenge of the secret that only the app can show later (RFC 7636)
 * @param scopes what is asked for, with what it includes; never empty
 * @param resource the server that the tokens will be for
 * @param state brought back to the app as it came
 * @param issuer who answers, so that an app cannot be made to mistake one server for another
 */
public record AuthorizeRequest(
    Client client,
    RedirectUri redirectUri,
    String challenge,
    Set<String> scopes,
    String resource,
    Optional<String> state,
    String issuer) {
  /** Where the browser goes when the person says no. */
  public String denied() {
    return refused("access_denied", "The user denied the request.");
  }

  String refused(String code, String sentence) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("error", code);
    answer.put("error_description", sentence);
    return answer(answer);
  }

  String allowed(String code) {
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("code", code);
    return answer(answer);
  }

  private String answer(Map<String, String> answer) {
    state.ifPresent(value -> answer.put("state", value));
    answer.put("iss", issuer);
    StringBuilder url = new StringBuilder(redirectUri.text());
    char next = redirectUri.text().contains("?") ? '&' : '?';
    for (Map.Entry<String, String> entry : answer.entrySet()) {
      // A plus is not a space everywhere.
      String value =
          URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8).replace("+", "%20");
      url.append(next).append(entry.getKey()).append('=').append(value);
      next = '&';
    }
    return url.toString();
  }
}
