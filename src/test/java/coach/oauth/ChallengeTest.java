package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.security.Proves;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever a client did wrong, what it is told can be read by a parser of the strictest kind. */
class ChallengeTest {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(\\w+)=\"([\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]*)\"(, |$)");

  @Test
  @Proves({"oauth21-5.3.1-2", "oauth21-5.3.1-3", "oauth21-5.3.1-4"})
  void everyChallengeIsWellFormedAndRepeatsNothing() {
    try (AuthSite site = new AuthSite()) {
      String good = site.token(site.person(), "read");
      String write = AuthSite.toolCall("create_exercise", "{\"name\":\"X\"}");
      List<HttpRequest> wrong = new ArrayList<>();
      wrong.add(site.message("{}").build());
      wrong.add(site.message(write).header("Authorization", "Bearer " + good).build());
      for (String token : List.of("junk", "a b", "\"quoted\"", "x\\y", good + "A")) {
        wrong.add(site.message("{}").header("Authorization", "Bearer " + token).build());
      }
      wrong.add(site.to("/mcp?access_token=%22%5C%0a" + good).build());
      for (HttpRequest request : wrong) {
        HttpResponse<String> refused = site.send(request);
        List<String> challenges = refused.headers().allValues("WWW-Authenticate");
        assertEquals(1, challenges.size(), refused.statusCode() + " " + request.headers());
        assertWellFormed(challenges.get(0));
      }
    }
  }

  private static void assertWellFormed(String challenge) {
    assertTrue(challenge.startsWith("Bearer "), challenge);
    String rest = challenge.substring("Bearer ".length());
    HashSet<String> names = new HashSet<>();
    Matcher attribute = ATTRIBUTE.matcher(rest);
    int end = 0;
    while (attribute.lookingAt() || attribute.find()) {
      assertEquals(end, attribute.start(), challenge);
      assertTrue(names.add(attribute.group(1)), challenge);
      end = attribute.end();
      attribute.region(end, rest.length());
    }
    assertEquals(rest.length(), end, challenge);
    assertTrue(names.contains("resource_metadata"), challenge);
  }
}
