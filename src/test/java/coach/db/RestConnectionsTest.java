package coach.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.db.DatabaseException.Kind;
import coach.testing.CoachDatabase;
import coach.testing.Exchanges;
import coach.testing.PostgrestFront;
import coach.testing.PostgrestFront.Said;
import coach.testing.RestSite;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call to the Data API is one exchange on a kept connection, and a lost one costs no call. */
@Timeout(120)
@Tag("runtime")
class RestConnectionsTest {
  private static final String UNSURE = "may be stored or not: look before you send it again";

  private static final CoachDatabase SITE = new CoachDatabase();
  private static RestSite rest;
  private static PostgrestFront front;

  private final LostConnectionTest.Ahead clock = new LostConnectionTest.Ahead();
  private final RestRoad road = new RestRoad(rest.access(), clock);
  private final Database database = new Database(road);
  private final Caller lifter = SITE.account("Ann");

  @BeforeAll
  static void open() throws IOException {
    rest = new RestSite(SITE.server());
    front = rest.front();
  }

  @AfterAll
  static void close() {
    rest.close();
    SITE.close();
  }

  @AfterEach
  void mend() {
    front.trouble = null;
    front.held = null;
    front.dropped.set(0);
    front.connections.clear();
  }

  private String read() {
    return database.run(lifter, "get_profile", Map.of()).data().path("name").asText();
  }

  private static Map<String, String> weight(String key, boolean isPreview) {
    Map<String, String> values = new HashMap<>();
    values.put("body", "{\"measurements\": [{\"kind\": \"body_weight\", \"value\": 80}]}");
    values.put("idempotency_key", key);
    values.put("dry_run", String.valueOf(isPreview));
    return values;
  }

  private void write(String key, boolean isPreview) {
    database.run(lifter, "log_body_measurement", weight(key, isPreview));
  }

  /** How often a weight was stored. */
  private int stored() {
    return Integer.parseInt(
        SITE.column(
                "select count(*) from coach.change_log where app_user_id = ?::uuid",
                lifter.user().toString())
            .get(0));
  }

  @Test
  void aCallIsOneExchangeOnAKeptConnection() throws IOException {
    try (Exchanges way = new Exchanges(URI.create(front.url()).getPort())) {
      RestRoad.Access near = rest.access();
      RestRoad far =
          new RestRoad(
              new RestRoad.Access(
                  "http://localhost:" + way.port(),
                  near.publishableKey(),
                  near.tokens(),
                  near.secretKey(),
                  near.only()));
      Database through = new Database(far);
      for (int call = 1; call <= 8; call++) {
        through.run(lifter, "get_profile", Map.of());
        through.run(lifter, "log_body_measurement", weight(null, true));
        far.run(new Road.Request(Optional.empty(), "load_keys", Map.of(), new Cancellation()));
        far.ping();
        assertEquals(4 * call, way.exchanges());
      }
      assertEquals(1, way.connections());
    }
  }

  @Test
  void aReadAPreviewAndAWriteWithItsKeyAreSentAgain() {
    read();
    front.dropped.set(1);
    assertEquals("Ann", read());
    front.dropped.set(1);
    write(null, true);
    assertEquals(0, stored());
    front.dropped.set(1);
    write("1", false);
    assertEquals(1, stored());
    front.trouble = new Said(200, "{\"context\": {", Map.of());
    assertEquals(Kind.UNAVAILABLE, assertThrows(DatabaseException.class, this::read).kind());
  }

  @Test
  void itIsSentAgainOnceAndNotForEver() {
    front.requests.clear();
    front.dropped.set(2);
    DatabaseException failed = assertThrows(DatabaseException.class, this::read);
    assertEquals(Kind.UNAVAILABLE, failed.kind());
    assertEquals(2, front.requests.size());
  }

  @Test
  void aWriteWithoutAKeyIsNotRepeatedBlindly() {
    front.dropped.set(1);
    DatabaseException lost = assertThrows(DatabaseException.class, () -> write(null, false));
    assertEquals(Kind.UNAVAILABLE, lost.kind());
    assertTrue(lost.getMessage().contains(UNSURE), lost.getMessage());
    assertEquals(1, stored());
  }

  /** PostgREST goes on with what nobody waits for. */
  @Test
  void aCancelledWriteSaysThatItMayBeStored() throws Exception {
    CountDownLatch until = new CountDownLatch(1);
    front.held = until;
    front.requests.clear();
    Cancellation cancellation = new Cancellation();
    FutureTask<DatabaseException> failing =
        new FutureTask<>(
            () ->
                assertThrows(
                    DatabaseException.class,
                    () ->
                        database
                            .until(cancellation)
                            .run(lifter, "log_body_measurement", weight("2", false))));
    new Thread(failing).start();
    while (stored() == 0) {
      Thread.onSpinWait();
    }
    front.held = null;
    cancellation.cancel();
    DatabaseException cancelled = failing.get(20, TimeUnit.SECONDS);
    until.countDown();
    assertEquals(Kind.CANCELLED, cancelled.kind());
    assertTrue(cancelled.getMessage().contains(UNSURE), cancelled.getMessage());
    write("2", false);
    assertEquals(1, stored());
  }

  @Test
  void afterASuspensionTheConnectionIsANewOne() {
    read();
    read();
    assertEquals(1, front.connections.size());
    clock.ahead = Duration.ofMinutes(1);
    write(null, false);
    read();
    assertEquals(2, front.connections.size());
  }
}
