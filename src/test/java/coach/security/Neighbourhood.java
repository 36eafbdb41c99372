package coach.security;

import static org.junit.jupiter.api.Assertions.assertFalse;

import coach.mcp.Talk;
import coach.tools.Offer;
import coach.tools.Tools;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the probes, a few at a time, and judges what comes back. */
final class Neighbourhood implements AutoCloseable {
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private final Street street;
  private final Carrier carrier;
  private final List<Neighbour> neighbours;
  private final Offer offer = Tools.offer();
  private final List<Probe> probes = Probes.of(offer);
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger leaks = new AtomicInteger();
  private final AtomicInteger differences = new AtomicInteger();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  Neighbourhood(Street street, List<Neighbour> neighbours) {
    this.street = street;
    this.carrier = street::carry;
    this.neighbours = neighbours;
  }

  /** What everything says that is asked for nothing in particular. */
  List<String> plainAnswers(Neighbour asking) throws Exception {
    List<String> answers = new ArrayList<>();
    for (Probe probe : Probes.plain(offer)) {
      String answer = say(asking, preview(probe), "", false);
      answers.add(probe.place() + ": " + comparable(answer, ""));
      for (Neighbour other : neighbours) {
        if (other != asking) {
          assertFalse(holds(answer, other), probe.place() + " shows what is another's: " + answer);
        }
      }
    }
    return answers;
  }

  /** Faults of what one person hears who asks for what is another's, and for what is nobody's. */
  List<String> compare(Neighbour asking, Neighbour owner) throws Exception {
    List<Callable<String>> work = new ArrayList<>();
    for (Probe probe : probes) {
      for (Secret secret : owner.secrets()) {
        work.add(() -> fault(asking, owner, preview(probe), secret));
      }
    }
    return run(work);
  }

  /** Faults of what happens when one person writes, in earnest, with what is another's. */
  List<String> burgle(Neighbour burglar, Neighbour owner) throws Exception {
    List<Callable<String>> work = new ArrayList<>();
    for (Probe probe : probes) {
      if (probe.writes()) {
        for (Secret secret : owner.secrets()) {
          work.add(() -> leak(burglar, owner, probe, secret));
        }
      }
    }
    return run(work);
  }

  private List<String> run(List<Callable<String>> work) throws Exception {
    List<String> faults = new ArrayList<>();
    for (Future<String> done : threads.invokeAll(work)) {
      if (done.get() != null) {
        faults.add(done.get());
      }
    }
    return faults;
  }

  private String fault(Neighbour asking, Neighbour owner, Probe probe, Secret secret)
      throws Exception {
    String leak = leak(asking, owner, probe, secret);
    if (leak != null || secret.open()) {
      return leak;
    }
    // Twice at most: a minute may end between the two answers.
    String theirs = null;
    String nobodys = null;
    for (int attempt = 0; attempt < 2; attempt++) {
      boolean modern = modern(probe, secret);
      theirs = comparable(say(asking, probe, secret.value(), modern), secret.value());
      nobodys = comparable(say(asking, probe, secret.twin(), modern), secret.twin());
      if (theirs.equals(nobodys)) {
        return null;
      }
    }
    differences.incrementAndGet();
    return "%s, %s: \"not yours\" reads %s and \"not there\" reads %s"
        .formatted(probe.place(), secret.kind(), theirs, nobodys);
  }

  private String leak(Neighbour asking, Neighbour owner, Probe probe, Secret secret)
      throws Exception {
    String answer = say(asking, probe, secret.value(), modern(probe, secret));
    if (!holds(comparable(answer, secret.value()), owner)) {
      return null;
    }
    leaks.incrementAndGet();
    return "%s, %s shows what is another's: %s".formatted(probe.place(), secret.kind(), answer);
  }

  private static boolean modern(Probe probe, Secret secret) {
    return (probe.place().hashCode() + secret.kind().hashCode()) % 2 == 0;
  }

  private static boolean holds(String answer, Neighbour owner) {
    String lower = answer.toLowerCase(Locale.ROOT);
    return owner.markers().stream().anyMatch(lower::contains);
  }

  private String say(Neighbour asking, Probe probe, String sent, boolean modern) throws Exception {
    calls.incrementAndGet();
    asked.add(probe.params().path("name").asText());
    String params = probe.params().toString().replace(Probe.SENT, sent);
    String name = probe.params().path("name").asText(probe.params().path("uri").asText(null));
    String replaced = name == null ? null : name.replace(Probe.SENT, sent);
    Talk.Heard heard = carrier.carry(asking, modern, probe.method(), replaced, params);
    return heard.status() + " " + heard.json();
  }

  /** Without what was sent and what is different every time. */
  private static String comparable(String answer, String sent) {
    String same = sent.isEmpty() ? answer : answer.replaceAll("(?i)\\Q" + sent + "\\E", "…");
    return same.replaceAll("\"change\":\\d+", "\"change\":…")
        .replaceAll("(?i)" + UUID, "an id")
        .replaceAll("(\\d{4}-\\d\\d-\\d\\d)T[0-9:.Z]+", "$1T…");
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
  void assertNothingOfOthersIsReferred(List<String> added) {
    for (String row : added) {
      for (Neighbour owner : neighbours) {
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
            neighbours.size(),
            offer.tools().size(),
            probes.size(),
            leaks.get(),
            differences.get());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
