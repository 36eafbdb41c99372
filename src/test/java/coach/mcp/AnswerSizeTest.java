package coach.mcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Caller;
import coach.demo.DemoAccount;
import coach.testing.CoachDatabase;
import coach.tools.contents.Tools;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer of a tool keeps its limit as the bytes that are sent, however much is asked for. */
@Tag("slow")
class AnswerSizeTest {
  private static final int MOST = 24 * 1024;

  private static CoachDatabase coach;
  private static Dispatcher dispatcher;
  private static Caller caller;

  @BeforeAll
  static void start() {
    coach = new CoachDatabase();
    dispatcher = new Dispatcher(Tools.catalog(), coach.coach(), "1", false);
    Caller person = coach.account("Someone");
    DemoAccount.endingOn(DemoAccount.today(Clock.systemUTC()))
        .store(coach.coach(), person, percent -> {});
    caller = Caller.remote(person.user(), Set.of(Caller.READ, Caller.WRITE));
    // Every answer also says how many calls are left.
    coach.execute("update coach.setting set value = '5000' where name = 'rate_limit_per_hour'");
    coach.execute(
        "insert into coach.call_log (app_user_id, tool)"
            + " select ?::uuid, 'get_profile' from generate_series(1, 4050)",
        person.user().toString());
  }

  @AfterAll
  static void stop() {
    coach.close();
  }

  private static byte[] sent(String message, Map<String, List<String>> headers) {
    Headers lookup = name -> headers.getOrDefault(name, List.of());
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return dispatcher
        .handle(new Inbound(bytes, lookup, () -> caller, "r1", notification -> {}, null))
        .body();
  }

  private static int bytes(String tool, String arguments) {
    String params = "{\"name\":\"%s\",\"arguments\":{%s}}".formatted(tool, arguments);
    byte[] legacy = sent(Talk.legacy("\"" + "i".repeat(64) + "\"", "tools/call", params), Map.of());
    byte[] modern = sent(Talk.modern(1, "tools/call", params), Talk.headers("tools/call", tool));
    String said = new String(legacy, StandardCharsets.UTF_8);
    assertTrue(said.contains("Calls left this hour"), said);
    assertTrue(new String(modern, StandardCharsets.UTF_8).contains("\"isError\":false"), said);
    return Math.max(legacy.length, modern.length);
  }

  private static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of("search_exercises", 1000, "\"muscle\":\"chest\","),
        Arguments.of("search_exercises", 1000, "\"alternatives_to\":\"bench\","),
        Arguments.of("search_exercises", 1000, ""),
        Arguments.of("list_sessions", 100, "\"since\":\"2000-01-01\","),
        Arguments.of("get_exercise_history", 100, "\"exercise\":\"bench\",\"days\":365,"),
        Arguments.of("get_personal_records", 100, ""),
        Arguments.of("list_body_measurements", 100, ""));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListIsCutWithinItsLimitWhateverThePage(String tool, int most, String arguments) {
    int largest = 0;
    for (int step = 0; step < 16; step++) {
      // Pages that begin anywhere, of any length: where they are cut is never the same.
      String page = "\"offset\":%d,\"limit\":%d".formatted(step * 7 % 23 * 3, 1 + most * step / 16);
      int bytes = bytes(tool, arguments + page);
      assertTrue(bytes <= MOST, tool + " with " + page + " sends " + bytes + " bytes");
      largest = Math.max(largest, bytes);
    }
    System.out.printf("%s %s: at most %d of %d bytes%n", tool, arguments, largest, MOST);
  }

  /** A single exercise cannot be cut into pages, so its notes are. */
  @Test
  void sixtySetsWithLongNotesAreOneAnswer() {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(300);
    String set =
        "{\"weight\":60,\"reps\":5,\"rpe\":8.5,\"rest_seconds\":90,\"note\":\"%s\"}"
            .formatted("Grip slipped. ".repeat(14));
    String params =
        "{\"name\":\"log_workout\",\"arguments\":{%s}}"
            .formatted(
                "\"started_at\":\"%sT03:00\",\"idempotency_key\":\"long notes\",\"exercises\":[{\"exercise\":\"Front squat\",\"sets\":[%s]}]"
                    .formatted(day, String.join(",", Collections.nCopies(60, set))));
    String logged = new String(sent(Talk.legacy("1", "tools/call", params), Map.of()));
    String id = logged.replaceFirst("(?s).*? \\(([0-9a-f-]{36})\\).*", "$1");
    int bytes = bytes("get_session", "\"session\":\"" + id + "\"");
    assertTrue(bytes <= MOST && bytes > MOST / 3, bytes + " bytes");
  }

  @Test
  void aPageOfTheCatalogueIsNearlyFull() {
    int bytes = bytes("search_exercises", "\"limit\":1000");
    assertTrue(bytes > MOST * 9 / 10, "only " + bytes + " bytes");
  }
}
