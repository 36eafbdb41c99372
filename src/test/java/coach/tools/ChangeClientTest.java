package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import coach.Caller;
import coach.Caller.Connection;
import coach.db.DatabaseException;
import coach.testing.CoachDatabase;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every change says through which app it came. */
class ChangeClientTest {
  @Test
  void aChangeNamesTheAppAndAtTheOwnMachineNone() {
    try (CoachDatabase database = new CoachDatabase()) {
      Caller local = database.account("Ann");
      Connection app = new Connection("https://app.example/client.json", Optional.empty());
      weigh(database, local, "80");
      weigh(database, Caller.through(local.user(), Set.of(Caller.WRITE), app), "81");
      assertEquals(
          Arrays.asList(null, "https://app.example/client.json"),
          database.column(
              "select client from coach.change_log where app_user_id = ?::uuid order by change_id",
              local.user().toString()));
    }
  }

  @Test
  void anAppThatWasSentAwayChangesNothing() {
    try (CoachDatabase database = new CoachDatabase()) {
      Caller ann = database.account("Ann");
      UUID family = UUID.randomUUID();
      database.execute(
          "insert into coach_auth.client (client_id, name, redirect_uris, metadata)"
              + " values ('app', 'App', '{}', '{}')");
      database.execute(
          "insert into coach_auth.token_family (family, client_id, app_user_id, scopes, revoked_at)"
              + " values (?::uuid, 'app', ?::uuid, '{write}', now())",
          family.toString(),
          ann.user().toString());
      Connection app = new Connection("app", Optional.of(family));
      DatabaseException refused =
          assertThrows(
              DatabaseException.class,
              () -> weigh(database, Caller.through(ann.user(), Set.of(Caller.WRITE), app), "80"));
      assertEquals(DatabaseException.Kind.SIGNED_OUT, refused.kind());
      assertEquals(List.of(), database.column("select change_id from coach.change_log"));
    }
  }

  private static void weigh(CoachDatabase database, Caller caller, String value) {
    Map<String, String> values = new HashMap<>();
    String measured = "{\"kind\": \"body_weight\", \"value\": " + value + "}";
    values.put("body", "{\"measurements\": [" + measured + "]}");
    values.put("idempotency_key", null);
    values.put("dry_run", "false");
    database.coach().run(caller, "log_body_measurement", values);
  }
}
