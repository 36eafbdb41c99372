package coach.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.testing.CoachDatabase;
import coach.testing.PostgrestFront;
import coach.testing.RestSite;
import coach.testing.SignInDesk;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell where the database is a project's Data API. */
class RestCommandsTest {
  private static CoachDatabase database;
  private static RestSite site;
  private static UUID ann;
  private static SignInDesk desk;

  @TempDir Path home;
  private Map<String, String> settings;

  @BeforeAll
  static void open() throws IOException {
    database = new CoachDatabase();
    site = new RestSite(database.server());
    ann = database.account("Ann", "{\"time_zone\": \"Europe/Berlin\"}").user();
    desk = new SignInDesk(ann);
    site.front().serve("/auth/v1/", desk);
  }

  @AfterAll
  static void close() {
    site.close();
    database.close();
  }

  @BeforeEach
  void set() {
    settings = new HashMap<>();
    settings.put("USE_REST_API", "true");
    settings.put("SUPABASE_URL", site.front().url());
    settings.put("SUPABASE_ANON_KEY", PostgrestFront.PUBLISHABLE);
    settings.put("COACH_HOME", home.toString());
    site.front().exposed = Set.of("public", "coach_api");
  }

  private void says(int code, String words, Run run) {
    assertEquals(code, run.code(), run.out() + run.err());
    assertTrue((run.out() + run.err()).contains(words), run.out() + run.err());
  }

  @Test
  void oneSignInServesTheShellUntilItEnds() throws IOException {
    says(1, "Run \"coach login EMAIL\".", Shell.run(settings, "call", "get_profile"));
    Run wrong = Shell.typing("no\n", settings, "login", SignInDesk.EMAIL);
    says(1, "knows no such e-mail and password", wrong);
    desk.seconds = 3600;
    Run in = Shell.typing(SignInDesk.PASSWORD + "\n", settings, "login", SignInDesk.EMAIL);
    says(0, "Signed in as ann@example.com.", in);
    Path kept = home.resolve("supabase-session.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    says(0, "Europe/Berlin", Shell.run(settings, "call", "get_profile"));
    says(0, "ok    data api    coach_api answers", Shell.run(settings, "doctor"));
    site.front().exposed = Set.of("public");
    says(1, "add it to the exposed schemas", Shell.run(settings, "doctor"));
    site.front().exposed = Set.of("public", "coach_api");
    assertFalse(Files.readString(kept).contains(SignInDesk.PASSWORD));
    says(0, "Signed out.", Shell.run(settings, "logout"));
    assertEquals(1, desk.ended);
    assertFalse(Files.exists(kept));
    says(0, "Nobody was signed in.", Shell.run(settings, "logout"));
  }

  @Test
  void aPageIsNoSignInAndNoPasswordIsNotSent() throws IOException {
    HttpServer other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] page = "<h1>Welcome</h1>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    settings.put("SUPABASE_URL", "http://localhost:" + other.getAddress().getPort());
    Run page = Shell.typing("x", settings, "login", SignInDesk.EMAIL);
    other.stop(0);
    says(1, "leads to no Supabase sign-in; it is \"" + settings.get("SUPABASE_URL"), page);
    says(1, "The password is empty.", Shell.typing("", settings, "login", SignInDesk.EMAIL));
    assertFalse(Files.exists(home.resolve("supabase-session.json")));
  }

  @Test
  void anEndingTokenIsRenewedAndALostOneSaysSo() {
    desk.seconds = 30;
    Shell.typing(SignInDesk.PASSWORD, settings, "login", SignInDesk.EMAIL);
    int before = desk.renewed;
    says(0, "Europe/Berlin", Shell.run(settings, "call", "get_profile"));
    assertTrue(desk.renewed > before);
    desk.forget();
    says(1, "This sign-in has ended.", Shell.run(settings, "call", "get_profile"));
    settings.put("SUPABASE_URL", "http://localhost:1");
    says(1, "Run \"coach login EMAIL\".", Shell.run(settings, "call", "get_profile"));
    says(1, "cannot be reached", Shell.typing("x", settings, "login", SignInDesk.EMAIL));
  }

  @Test
  void withTheProjectsKeysItIsAsOnAConnection() {
    settings.put("SUPABASE_SIGNING_KEY", RestSite.SIGNING_KEY);
    settings.put("SUPABASE_SECRET_KEY", PostgrestFront.SECRET + "_is_longer");
    settings.put("COACH_USER", ann.toString());
    says(1, "does not accept coach's key", Shell.run(settings, "call", "get_profile"));
    settings.put("SUPABASE_SECRET_KEY", PostgrestFront.SECRET);
    says(0, "Europe/Berlin", Shell.run(settings, "call", "get_profile"));
    Run doctor = Shell.run(settings, "doctor");
    says(0, "ok    data api", doctor);
    assertFalse(doctor.out().contains("warn  data api"), doctor.out());
    settings.put("SUPABASE_SIGNING_KEY", "{\"kty\": \"oct\", \"k\": \"secret secret secret\"}");
    Run unusable = Shell.run(settings, "call", "get_profile");
    says(1, "SUPABASE_SIGNING_KEY is no private key on the curve P-256.", unusable);
    assertFalse(unusable.err().contains("secret secret"), unusable.err());
  }

  @Test
  void whatNeedsMoreSaysWhat() {
    says(1, "serving over HTTP needs SUPABASE_SIGNING_KEY", Shell.run(settings, "serve"));
    says(1, "set DATABASE_URL", Shell.run(settings, "migrate"));
    settings.put("USER_JWT_TOKEN", "x".repeat(40));
    says(1, "USER_JWT_TOKEN is no token", Shell.run(settings, "call", "get_profile"));
    settings.remove("SUPABASE_URL");
    settings.put("SUPABASE_SECRET_KEY", PostgrestFront.SECRET);
    Run faults = Shell.run(settings, "call", "get_profile");
    says(1, "SUPABASE_URL must be set, because USE_REST_API is true.", faults);
    says(1, "SUPABASE_SIGNING_KEY must be set, because SUPABASE_SECRET_KEY is set.", faults);
    says(1, "USE_REST_API is not true", Shell.run(Map.of(), "login", "ann@example.com"));
  }
}
