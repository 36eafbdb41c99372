package coach.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.security.Proves;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the internet a browser sends what it was given back over https only, and to coach alone. */
@Timeout(120)
class SecureCookiesTest {
  private static final Pattern COOKIE =
      Pattern.compile(
          "(__Host-coach(?:-forms)?)=([\\w-]{43}); Path=/; HttpOnly; SameSite=Lax"
              + "(?:; Max-Age=\\d+)?; Secure");

  private static PagesSite site;

  @BeforeAll
  static void start() {
    site = new PagesSite("https://coach.example.com");
    site.account("ann@example.com");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** The value of the cookie of that name, which must be as careful as a cookie can be. */
  private static String given(Surfer surfer, String name) {
    for (String cookie : surfer.last.headers().allValues("Set-Cookie")) {
      Matcher careful = COOKIE.matcher(cookie);
      if (careful.matches() && careful.group(1).equals(name)) {
        return careful.group(2);
      }
    }
    throw new AssertionError(surfer.last.headers().allValues("Set-Cookie").toString());
  }

  /** The client of the tests keeps nothing that is for https alone. */
  private static String signIn(Surfer surfer) throws Exception {
    surfer.get("/signin");
    String forms = given(surfer, "__Host-coach-forms");
    Map<String, String> fields = surfer.hidden("/signin");
    fields.put("email", "ann@example.com");
    fields.put("password", PagesSite.PASSWORD);
    HttpRequest.Builder request = surfer.posting("/signin", fields);
    surfer.send(request.header("Cookie", "__Host-coach-forms=" + forms).build());
    assertEquals(303, surfer.last.statusCode(), surfer.last.body());
    return given(surfer, "__Host-coach");
  }

  private static int account(String cookie) throws Exception {
    Surfer surfer = site.surfer();
    return surfer.send(surfer.request("/account").header("Cookie", cookie).build()).statusCode();
  }

  @Test
  @Proves("oauth21-7.1.1.2-2")
  void everyCookieIsForHttpsAndForNoScriptAndNoOtherHost() throws Exception {
    String session = signIn(site.surfer());
    assertEquals(200, account("__Host-coach=" + session));
  }

  @Test
  void whatANeighbouringHostCouldPlantIsNotRead() throws Exception {
    String session = signIn(site.surfer());
    assertEquals(303, account("coach=" + session));
  }
}
