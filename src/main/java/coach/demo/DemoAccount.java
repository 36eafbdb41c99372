package coach.demo;

import static java.util.stream.Collectors.toSet;

import coach.Caller;
import coach.db.Database;
import coach.store.NameMatch;
import coach.store.OwnIds;
import coach.store.Storage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

/** The account of the demo's lifter: who they are, and the year that is stored for them. */
public final class DemoAccount {
  public static final String NAME = "Alex (demo)";
  public static final String EMAIL = "demo@coach.invalid";

  private final DemoYear year;

  private DemoAccount(DemoYear year) {
    this.year = year;
  }

  /** The year that ends on this day of the lifter's. */
  public static DemoAccount endingOn(LocalDate today) {
    return new DemoAccount(DemoFile.endingOn(today));
  }

  /** The date where the lifter lives. */
  public static LocalDate today(Clock clock) {
    return LocalDate.now(clock.withZone(DemoYear.ZONE));
  }

  /** Sessions in which something was performed. */
  public int sessions() {
    return (int) year.trained();
  }

  /** Where each thing is planted. */
  public List<Planted> planted() {
    return year.planted().stream().map(planted -> planted.in(year)).toList();
  }

  /**
   * Stores the year in one transaction; what the account has stays as it is.
   *
   * @param percent told how far it has come
   * @throws IllegalStateException where the catalogue does not know an exercise
   */
  public void store(Database database, Caller caller, IntConsumer percent) {
    List<ObjectNode> parts = parts(database, caller);
    // Storing what has been sent is the larger half of the work.
    Storage.store(database, caller, parts, done -> percent.accept(40 * done / parts.size()));
    percent.accept(100);
  }

  List<ObjectNode> parts(Database database, Caller caller) {
    return new DemoRows(year, OwnIds.of(database, caller), exercises(database, caller)).parts();
  }

  private Map<String, UUID> exercises(Database database, Caller caller) {
    Set<String> own = year.own().stream().map(DemoYear.OwnExercise::name).collect(toSet());
    List<String> names =
        year.plans().stream()
            .flatMap(plan -> plan.days().stream())
            .flatMap(day -> day.lines().stream())
            .map(DemoYear.Line::exercise)
            .filter(name -> !own.contains(name))
            .distinct()
            .toList();
    Map<String, UUID> ids = new HashMap<>();
    for (NameMatch match : NameMatch.find(database, caller, names)) {
      String name = names.get(ids.size());
      ids.put(name, match.exercise().orElseThrow(() -> unknown(name)).id());
    }
    return ids;
  }

  private static IllegalStateException unknown(String name) {
    return new IllegalStateException("the catalogue has no " + name);
  }
}
