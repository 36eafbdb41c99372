package coach.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Config.Secret;
import coach.db.DatabaseException;
import coach.db.NativeRoad;
import coach.db.Pool;
import coach.db.ServerStatements;
import coach.testing.CoachDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All instances sign with the same key, and a change of keys is noticed by nobody. */
@Tag("runtime")
class SigningKeysTest {
  private static final Optional<Secret> SECRET =
      Optional.of(new Secret("a secret of thirty-two characters"));

  private static CoachDatabase database;
  private static HikariDataSource pool;

  private final CountedSource road = new CountedSource(pool);

  @BeforeAll
  static void open() {
    database = new CoachDatabase();
    pool =
        Pool.open(
            database.server().jdbcUrl(), database.server().user(), database.server().password(), 4);
  }

  @AfterAll
  static void close() {
    pool.close();
    database.close();
  }

  @BeforeEach
  void forgetKeys() {
    database.execute("delete from coach_auth.signing_key");
  }

  private SigningKeys instance() {
    return instance(Optional.empty());
  }

  private SigningKeys instance(Optional<Secret> secret) {
    return new SigningKeys(new ServerStatements(new NativeRoad(road)), secret);
  }

  private static List<String> stored(String column) {
    return database.column(
        "select " + column + " from coach_auth.signing_key order by created_at desc");
  }

  @Test
  void instancesThatStartTogetherAgreeOnOneKey() {
    Set<String> ids = new ConcurrentSkipListSet<>();
    IntStream.range(0, 8).parallel().forEach(i -> ids.add(instance().signing().id()));
    assertEquals(1, ids.size());
    assertEquals(1, stored("key_id").size());
  }

  @Test
  void theSuccessorIsPublishedADayBeforeItSigns() {
    String first = instance().signing().id();
    database.execute("update coach_auth.signing_key set not_before = now() - interval '91 days'");

    SigningKeys later = instance();
    assertEquals(first, later.signing().id());
    assertEquals(2, later.published().get("keys").size());
    assertEquals(2, stored("key_id").size(), "and only one successor");
    assertEquals(2, instance().published().get("keys").size());

    // A day later.
    database.execute(
        "update coach_auth.signing_key set not_before = not_before - interval '24 hours',"
            + " retired_at = retired_at - interval '24 hours'");
    SigningKeys nextDay = instance();
    assertNotEquals(first, nextDay.signing().id());
    assertTrue(nextDay.verifying(first).isPresent(), "its last token lives for an hour");

    database.execute(
        "update coach_auth.signing_key set retired_at = retired_at - interval '2 hours'");
    SigningKeys afterwards = instance();
    assertTrue(afterwards.verifying(first).isEmpty());
    assertEquals(1, afterwards.published().get("keys").size());
  }

  @Test
  void aKeyThatTheOwnerRetiresIsReplacedAtOnce() {
    String first = instance().signing().id();
    database.execute("update coach_auth.signing_key set retired_at = now()");
    assertNotEquals(first, instance().signing().id());
  }

  @Test
  void privateKeysAreEncryptedUnderTheSecretAndNeverPublished() {
    SigningKeys keys = instance(SECRET);
    SigningKey key = keys.signing();
    assertEquals(List.of("t"), stored("is_encrypted"));
    String plain = Base64.getEncoder().encodeToString(key.privateKey().orElseThrow().getEncoded());
    assertFalse(stored("private_key").get(0).contains(plain.substring(0, 40)));
    keys.published()
        .get("keys")
        .forEach(published -> assertEquals(Set.of(), secretMembers(published)));
    assertEquals(key.id(), instance(SECRET).signing().id());
  }

  private static Set<String> secretMembers(JsonNode key) {
    Set<String> names = new TreeSet<>();
    key.fieldNames().forEachRemaining(names::add);
    names.removeAll(Set.of("kty", "crv", "use", "alg", "kid", "x", "y"));
    return names;
  }

  @Test
  void aNewSecretMeansANewKeyAndOldTokensStayGood() {
    String plain = instance().signing().id();
    SigningKeys sealed = instance(SECRET);
    assertNotEquals(plain, sealed.signing().id());
    assertTrue(sealed.verifying(plain).isPresent());

    String first = sealed.signing().id();
    SigningKeys other =
        instance(Optional.of(new Secret("another secret, as long as the first one")));
    assertNotEquals(first, other.signing().id());
    assertTrue(other.verifying(first).isPresent());
  }

  @Test
  void aSealedKeyInAnotherRowIsNoKey() {
    instance(SECRET).signing();
    String sealed = stored("private_key").get(0);
    KeyCipher cipher = new KeyCipher(SECRET.get().value());
    assertTrue(cipher.open(sealed, stored("key_id").get(0)).isPresent());
    assertTrue(cipher.open(sealed, "another row").isEmpty());
    assertTrue(cipher.open("c2hvcnQ=", "x").isEmpty());
    assertTrue(cipher.open("not base64!", "x").isEmpty());
  }

  @Test
  void unknownKeyIdsCostOneTripInSeconds() {
    SigningKeys keys = instance();
    keys.signing();
    int before = road.trips.get();
    long began = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      assertTrue(keys.verifying("made up " + i).isEmpty());
    }
    long mostTrips = 1 + (System.nanoTime() - began) / SigningKeys.THROTTLE_NANOS;
    assertTrue(road.trips.get() - before <= mostTrips, "trips: " + (road.trips.get() - before));
  }

  @Test
  void withoutTheDatabaseKnownKeysVerifyAndNobodyIsToldNo() {
    SigningKeys keys = instance();
    String id = keys.signing().id();
    road.closed = true;
    assertTrue(keys.verifying(id).isPresent());
    assertThrows(DatabaseException.class, () -> instance().verifying(id));
  }

  @Test
  void withoutAnyKeyOneFailureIsTheAnswerToAllWhoWait() throws Exception {
    SigningKeys keys = instance();
    road.closed = true;
    int before = road.trips.get();
    long began = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Callable<Object>> askers =
        IntStream.range(0, 20)
            .<Callable<Object>>mapToObj(
                i ->
                    () ->
                        assertThrows(
                            DatabaseException.class,
                            () -> Optional.of(i % 2 == 0 ? keys.published() : keys.signing())))
            .toList();
    for (Future<Object> answer : threads.invokeAll(askers)) {
      answer.get();
    }
    threads.shutdown();
    long mostTrips = 1 + (System.nanoTime() - began) / SigningKeys.THROTTLE_NANOS;
    assertTrue(road.trips.get() - before <= mostTrips, "trips: " + (road.trips.get() - before));
    road.closed = false;
    assertEquals(1, instance().published().get("keys").size());
  }

  @Test
  void afterAMachineWasSuspendedTheKeysAreReadAnew() {
    MovedClock clock = new MovedClock(Instant.now());
    SigningKeys keys =
        new SigningKeys(new ServerStatements(new NativeRoad(road)), Optional.empty(), clock);
    String first = keys.signing().id();
    database.execute("update coach_auth.signing_key set retired_at = now()");
    clock.move(Duration.ofMinutes(9));
    assertEquals(first, keys.signing().id());
    clock.move(Duration.ofMinutes(2));
    assertNotEquals(first, keys.signing().id());
  }

  @Test
  void whoAsksWhileTheFirstSetComesWaitsForItOrReadsIt() {
    AskedBetween clock = new AskedBetween();
    SigningKeys keys =
        new SigningKeys(new ServerStatements(new NativeRoad(road)), Optional.empty(), clock);
    List<JsonNode> between = new ArrayList<>();
    clock.meanwhile = () -> between.add(keys.published());
    String id = keys.signing().id();
    assertEquals(1, between.size());
    assertEquals(id, between.get(0).at("/keys/0/kid").asText());
  }

  /** A clock that lets something happen when it is first looked at, which is while keys come. */
  private static final class AskedBetween extends Clock {
    private Runnable meanwhile;

    @Override
    public Instant instant() {
      Runnable now = meanwhile;
      meanwhile = null;
      if (now != null) {
        now.run();
      }
      return Instant.EPOCH;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
