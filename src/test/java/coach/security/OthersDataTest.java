package coach.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.db.RestRoad;
import coach.testing.CoachDatabase;
import coach.testing.RestSite;
import coach.tools.contents.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Everybody asks for everything of everybody else's, at every place where a request can name it,
 * and hears of it exactly what they would hear of something that never was.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OthersDataTest {
  private static final int PEOPLE = 2;

  /** Of how many places one is asked over the Data API. */
  private static final int SHARE = 8;

  private static SharedServer server;
  private static List<OtherLifter> others;
  private static List<String> aloneInTheWorld;
  private static ProbeRunner watch;

  @BeforeAll
  static void moveIn() throws Exception {
    CoachDatabase database = new CoachDatabase();
    server = new SharedServer(database, database.road());
    Words words = new Words();
    others = IntStream.range(0, PEOPLE).mapToObj(number -> OtherLifter.of(number, words)).toList();
    watch = new ProbeRunner(server, server::carry, others, Probes.of(Tools.catalog()));
    server.moveIn(others.get(0));
    aloneInTheWorld = watch.plainAnswers(others.get(0));
    others.stream().skip(1).forEach(server::moveIn);
  }

  @AfterAll
  static void moveOut() {
    System.err.println(watch.summary());
    watch.close();
    server.close();
    server.database.close();
  }

  @Test
  @Order(1)
  void othersMovingInChangesNoAnswer() throws Exception {
    assertEquals(
        String.join("\n", aloneInTheWorld), String.join("\n", watch.plainAnswers(others.get(0))));
  }

  @Test
  @Order(2)
  void aServerThatMixesPeopleUpWouldBeNoticed() throws Exception {
    Carrier mixedUp =
        (from, modern, method, name, params) ->
            server.carry(others.get(1), modern, method, name, params);
    List<Probe> some =
        Probes.of(Tools.catalog()).stream()
            .filter(probe -> probe.place().endsWith("get_session session"))
            .toList();
    try (ProbeRunner wrong = new ProbeRunner(server, mixedUp, others, some)) {
      String faults = report(wrong.compare(others.get(0), others.get(1)));
      assertTrue(faults.contains("session:0 id shows what is another's"), faults);
      assertTrue(faults.contains("session:5 id shows what is another's"), faults);
    }
  }

  @Test
  @Order(3)
  void notYoursReadsLikeNotThere() throws Exception {
    server.database.execute(
        "update public.user_plan set visibility = 'public' where name like 'Open plan %'");
    Rows before = Rows.of(server.database);
    List<String> faults = new ArrayList<>();
    for (int place = 0; place + 1 < PEOPLE; place++) {
      faults.addAll(watch.compare(others.get(place), others.get(place + 1)));
    }
    assertEquals("", report(faults));
    Rows after = Rows.of(server.database);
    assertEquals(List.of(), before.without(after), "a preview changed something");
    assertEquals(List.of(), after.without(before), "a preview left something");
  }

  @Test
  @Order(4)
  void whateverBurglarsWriteNobodyElsesRowsChange() throws Exception {
    List<OtherLifter> burglars =
        IntStream.range(PEOPLE, PEOPLE + 8).mapToObj(OtherLifter::burglar).toList();
    for (OtherLifter burglar : burglars) {
      server.database.execute(
          "insert into public.app_user (app_user_id, name, email) values (?::uuid, 'B', ?)",
          burglar.id().toString(),
          burglar.number() + "@burglars.example");
    }
    Rows before = Rows.of(server.database);
    watch.burgle(burglars);
    Rows after = Rows.of(server.database);
    for (String row : before.without(after)) {
      assertTrue(
          burglars.stream().anyMatch(burglar -> row.contains(burglar.id().toString())),
          "changed or gone: " + row);
    }
    watch.assertNothingOfOthersIsReferredTo(after.without(before));
  }

  private static String report(List<String> faults) {
    return faults.stream().limit(50).collect(Collectors.joining("\n"));
  }

  /** A share of it: the policies are the same, and whose token it is that comes is not. */
  @Test
  @Order(5)
  void overTheDataApiItReadsTheSame() throws Exception {
    List<Probe> all = Probes.of(Tools.catalog());
    List<Probe> some =
        IntStream.range(0, all.size()).filter(i -> i % SHARE == 0).mapToObj(all::get).toList();
    try (RestSite site = new RestSite(server.database.server());
        SharedServer rest = new SharedServer(server.database, new RestRoad(site.access()));
        ProbeRunner far = new ProbeRunner(rest, rest::carry, others, some)) {
      assertEquals(
          String.join("\n", watch.plainAnswers(others.get(0))),
          String.join("\n", far.plainAnswers(others.get(0))));
      assertEquals("", report(far.compare(others.get(0), others.get(1))));
      assertTrue(site.front().requests.size() > far.calls() / 2, far.summary());
    }
  }

  @Test
  @Order(6)
  void everyToolWasAskedWithEverythingThatIsAnothers() {
    Tools.all().forEach(tool -> assertTrue(watch.asked(tool.name()), tool.name()));
    assertTrue(watch.calls() > 4_000, watch.summary());
  }
}
