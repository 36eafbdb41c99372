package coach.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import coach.mcp.Talk;
import coach.tools.Catalog;
import coach.tools.contents.Tools;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends the probes, a few at a time, and judges what comes back. */
final class ProbeRunner implements AutoCloseable {
  /** {@code -Dtest.jvm.args=-Dcoach.probes=all} sends everything to every place. */
  private static final boolean ALL = "all".equals(System.getProperty("coach.probes"));

  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private final SharedServer server;
  private final Carrier carrier;
  private final List<OtherLifter> others;
  private final Catalog catalog = Tools.catalog();
  private final List<Probe> probes;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger leaks = new AtomicInteger();
  private final AtomicInteger differences = new AtomicInteger();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /** What is sent where. */
  private record Sent(Probe probe, Secret secret, String value) {
    /** Where what is sent may be seen by all. */
    boolean isOpen() {
      return secret.open();
    }

    /** A shared plan is open to those who know its id, where plans are read. */
    boolean isLink() {
      return secret.kind().equals("plan:shared id")
          && (probe.place().endsWith("get_user_plans plan")
              || probe.place().endsWith("create_workout_plan based_on"));
    }

    /** In the newest era, for half of what is sent at each place. */
    boolean isModern() {
      return (probe.place().hashCode() + secret.kind().hashCode()) % 2 == 0;
    }

    /** Of words each place is sent a third, the next place another one. */
    boolean isInTurn() {
      return (probe.place().hashCode() + secret.kind().hashCode()) % 3 == 0;
    }

    boolean isId() {
      return value.matches(UUID);
    }

    /** The same request with what is nobody's. */
    Sent twin() {
      return isOpen() ? this : new Sent(probe, secret, secret.twin());
    }

    /** Those of one group ask the same places for equally many things in the same way. */
    List<Boolean> group() {
      return List.of(isOpen(), isId(), probe.place().hashCode() % 2 == 0, isModern());
    }

    @Override
    public String toString() {
      return probe.place() + ", " + secret.kind();
    }
  }

  /**
   * @param probes what is asked, each with everything that is another's
   */
  ProbeRunner(SharedServer server, Carrier carrier, List<OtherLifter> others, List<Probe> probes) {
    this.server = server;
    this.carrier = carrier;
    this.others = others;
    this.probes = probes;
  }

  /** What everything says that is asked for nothing in particular. */
  List<String> plainAnswers(OtherLifter asking) throws Exception {
    List<String> answers = new ArrayList<>();
    for (Probe probe : Probes.plain(catalog)) {
      String answer = say(asking, preview(probe), "", false);
      answers.add(probe.place() + ": " + comparable(answer, ""));
      for (OtherLifter other : others) {
        if (other != asking) {
          assertFalse(holds(answer, other), probe.place() + " shows what is another's: " + answer);
        }
      }
    }
    return answers;
  }

  /** Faults of what one person hears who asks for what is another's, and for what is nobody's. */
  List<String> compare(OtherLifter asking, OtherLifter owner) throws Exception {
    Map<List<Boolean>, List<Sent>> groups =
        probes.stream()
            .map(ProbeRunner::preview)
            .flatMap(probe -> owner.secrets().stream().map(s -> new Sent(probe, s, s.value())))
            .filter(sent -> ALL || sent.isId() || sent.isInTurn())
            .collect(Collectors.groupingBy(Sent::group));
    List<String> faults = new ArrayList<>();
    for (List<Sent> group : groups.values()) {
      faults.addAll(compare(asking, owner, group));
    }
    return faults;
  }

  private List<String> compare(OtherLifter asking, OtherLifter owner, List<Sent> group)
      throws Exception {
    long begun = server.trips.get();
    Map<Sent, String> answers = run(asking, group);
    long between = server.trips.get();
    Secret first = group.get(0).secret();
    // An id that is nobody's reads like every other one, so one of them stands for all.
    UnaryOperator<Sent> nobodys =
        sent -> sent.isId() ? new Sent(sent.probe(), first, first.value()).twin() : sent.twin();
    List<Sent> twins = group.stream().map(nobodys).distinct().toList();
    if (!group.get(0).isOpen()) {
      answers.putAll(run(asking, twins));
      long after = server.trips.get();
      assertEquals(
          (between - begun) * twins.size(),
          (after - between) * group.size(),
          "trips to the database, for each of what is sent");
    }
    List<String> faults = new ArrayList<>();
    for (Sent sent : group.stream().filter(sent -> !sent.isLink()).toList()) {
      Sent twin = sent.isOpen() ? sent : nobodys.apply(sent);
      judge(asking, owner, sent, answers.get(sent), twin, answers.get(twin)).ifPresent(faults::add);
    }
    return faults;
  }

  private Map<Sent, String> run(OtherLifter asking, List<Sent> all) throws Exception {
    List<String> answers = run(all.stream().map(sent -> work(asking, sent)).toList());
    Map<Sent, String> bySent = new HashMap<>();
    IntStream.range(0, all.size()).forEach(i -> bySent.put(all.get(i), answers.get(i)));
    return bySent;
  }

  /**
   * Has people write, in earnest, with what is another's. Each burglar tries some of the places,
   * because a log of thousands of workouts makes every further one slow. Their answers prove
   * nothing: by now they hold the words as notes of their own.
   */
  void burgle(List<OtherLifter> burglars) throws Exception {
    List<Callable<String>> all = new ArrayList<>();
    List<Probe> writes = probes.stream().filter(Probe::writes).toList();
    for (int place = 0; place < writes.size(); place++) {
      Probe probe = writes.get(place);
      OtherLifter burglar = burglars.get(place % burglars.size());
      OtherLifter owner = others.get(place % others.size());
      List<Secret> secrets = owner.secrets();
      // A third of them at each place, the next third at the next one of the same owner.
      for (int index = place / others.size() % 3; index < secrets.size(); index += 3) {
        String value = secrets.get(index).value();
        // In the era that never asks back, so that what is allowed is done.
        all.add(() -> say(burglar, probe, value, false));
      }
    }
    run(all);
  }

  private List<String> run(List<Callable<String>> work) throws Exception {
    List<String> answers = new ArrayList<>();
    for (Future<String> done : threads.invokeAll(work)) {
      answers.add(done.get());
    }
    return answers;
  }

  private Callable<String> work(OtherLifter asking, Sent sent) {
    return () -> say(asking, sent.probe(), sent.value(), sent.isModern());
  }

  private Optional<String> judge(
      OtherLifter asking, OtherLifter owner, Sent sent, String answer, Sent twin, String other)
      throws Exception {
    if (holds(withoutSent(answer, sent.value()), owner)) {
      leaks.incrementAndGet();
      return Optional.of(sent + " shows what is another's: " + answer);
    }
    String theirs = comparable(answer, sent.value());
    String nobodys = comparable(other, twin.value());
    if (!theirs.equals(nobodys)) {
      // Once more: a minute or a day may have ended between the two answers.
      theirs = comparable(work(asking, sent).call(), sent.value());
      nobodys = comparable(work(asking, sent.twin()).call(), sent.twin().value());
    }
    if (theirs.equals(nobodys)) {
      return Optional.empty();
    }
    differences.incrementAndGet();
    return Optional.of(
        "%s: \"not yours\" reads %s and \"not there\" reads %s".formatted(sent, theirs, nobodys));
  }

  private static boolean holds(String answer, OtherLifter owner) {
    String lower = answer.toLowerCase(Locale.ROOT);
    return owner.markers().stream().anyMatch(lower::contains);
  }

  private String say(OtherLifter asking, Probe probe, String sent, boolean modern)
      throws Exception {
    calls.incrementAndGet();
    asked.add(probe.params().path("name").asText());
    String params = probe.params().toString().replace(Probe.SENT, sent);
    String name = probe.params().path("name").asText(probe.params().path("uri").asText(null));
    String replaced = name == null ? null : name.replace(Probe.SENT, sent);
    Talk.Heard heard = carrier.carry(asking, modern, probe.method(), replaced, params);
    return heard.status() + " " + heard.json();
  }

  /** What was sent may come back, whole or cut off. */
  private static String withoutSent(String answer, String sent) {
    if (sent.isEmpty()) {
      return answer;
    }
    String without = answer.replaceAll("(?i)\\Q" + sent + "\\E", "…");
    for (int length = sent.length() - 1; length > 5; length--) {
      without = without.replace(sent.substring(0, length) + "…", "…");
    }
    return without;
  }

  /** Without what was sent and what is different every time. */
  private static String comparable(String answer, String sent) {
    return withoutSent(answer, sent)
        .replaceAll("\"requestState\":\"[^\"]*\"", "\"requestState\":…")
        .replaceAll("\"change\":\\d+", "\"change\":…")
        .replaceAll("(?i)" + UUID, "an id")
        .replaceAll("(\\d{4}-\\d\\d-\\d\\d)[T ]\\d\\d:\\d\\d[0-9:.Z]*", "$1T…");
  }

  private static Probe preview(Probe probe) {
    if (!probe.writes()) {
      return probe;
    }
    ObjectNode params = probe.params().deepCopy();
    params.withObject("/arguments").put("dry_run", true);
    return new Probe(probe.place(), probe.method(), true, params);
  }

  /** Throws where a new row points at what belongs to somebody else. */
  void assertNothingOfOthersIsReferredTo(List<String> added) {
    for (String row : added) {
      for (OtherLifter owner : others) {
        for (String name : List.of("day:private", "day:public", "own exercise", "session:0")) {
          assertFalse(
              row.matches(".*_id\": \"" + owner.idOf(name) + "\".*"),
              "refers to another's " + name + ": " + row);
        }
      }
    }
  }

  boolean asked(String tool) {
    return asked.contains(tool);
  }

  int calls() {
    return calls.get();
  }

  String summary() {
    return "calls %d, users %d, tools %d, places %d, leaks %d, differences %d"
        .formatted(
            calls.get(),
            others.size(),
            catalog.tools().size(),
            probes.size(),
            leaks.get(),
            differences.get());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
