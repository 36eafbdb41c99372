package coach.clients;

import coach.pages.Surfer;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser without JavaScript, to whom apps send their questions. */
public final class Person {
  static final String EMAIL = "ann@example.com";
  static final String PASSWORD = "correct horse battery";

  private static final Pattern ONWARD = Pattern.compile("id=\"onward\" href=\"([^\"]*)\"");
  private static final Pattern APP =
      Pattern.compile("name=\"client\" value=\"([^\"]*)\">\\s*<button[^>]*Disconnect ([^\"]*)\"");

  private final Surfer surfer;

  Person(URI coach) {
    surfer = new Surfer(coach);
  }

  /** Makes the account that a one-time link is for, and is signed in from then on. */
  void accept(URI link) throws Exception {
    surfer.get(pathOf(link));
    surfer.fill("/invite", "name", "Ann", "email", EMAIL, "password", PASSWORD, "again", PASSWORD);
    expect("/connect", surfer.location());
  }

  /**
   * Opens the address to which an app sends its person; signs in where that is asked.
   *
   * @return the page that asks whether to allow it
   */
  String open(URI question) throws Exception {
    surfer.get(pathOf(question));
    if (surfer.location().startsWith("/signin")) {
      surfer.get(surfer.location());
      surfer.fill("/signin", "email", EMAIL, "password", PASSWORD);
      surfer.get(surfer.location());
    }
    return surfer.last.body();
  }

  /** Allows all that the page asks for that is open; returns where the browser is led. */
  URI allow() throws Exception {
    surfer.fill("/authorize", "decision", "allow", "may_write", "yes");
    Matcher onward = ONWARD.matcher(surfer.last.body());
    if (!onward.find()) {
      throw new AssertionError(surfer.last.body());
    }
    return URI.create(Surfer.decode(onward.group(1)));
  }

  /** What most people do, as far as the app that waits for its answer on this machine. */
  void agree(URI question) throws Exception {
    open(question);
    surfer.get(allow().toString());
  }

  /** Sends the app of that name away. */
  void disconnect(String app) throws Exception {
    surfer.get("/account");
    Matcher apps = APP.matcher(surfer.last.body());
    while (apps.find()) {
      if (Surfer.decode(apps.group(2)).equals(app)) {
        surfer.fill("/account/disconnect", "client", Surfer.decode(apps.group(1)));
        expect("/account?done=app", surfer.location());
        return;
      }
    }
    throw new AssertionError("no app is called " + app + ": " + surfer.last.body());
  }

  private static String pathOf(URI address) {
    return address.getRawPath() + "?" + address.getRawQuery();
  }

  private void expect(String expected, String location) {
    if (!expected.equals(location)) {
      throw new AssertionError(
          "led to \"%s\", not to %s: %s".formatted(location, expected, surfer.last.body()));
    }
  }
}
