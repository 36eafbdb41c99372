package coach.demo;

import coach.Caller;
import coach.db.Database;
import coach.imports.NameMatch;
import coach.imports.OwnIds;
import coach.imports.Storage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    return new DemoAccount(DemoYear.endingOn(today));
  }

  /** The date where the lifter lives. */
  public static LocalDate today(Clock clock) {
    return LocalDate.now(clock.withZone(DemoYear.ZONE));
  }

  /** Sessions in which something was performed. */
  public int sessions() {
    return year.trained().size();
  }

  /** Where each thing is planted. */
  public List<Planted> planted() {
    return Planted.of(year);
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
    return new DemoRows(year, new OwnIds(caller.user()), exercises(database, caller)).parts();
  }

  private static Map<Lift, UUID> exercises(Database database, Caller caller) {
    List<Lift> lifts = new ArrayList<>(List.of(Lift.values()));
    lifts.remove(Lift.CUSTOM);
    List<NameMatch> matches =
        NameMatch.find(database, caller, lifts.stream().map(Lift::spelling).toList());
    Map<Lift, UUID> ids = new EnumMap<>(Lift.class);
    for (int index = 0; index < lifts.size(); index++) {
      Lift lift = lifts.get(index);
      ids.put(
          lift,
          matches
              .get(index)
              .exercise()
              .orElseThrow(
                  () -> new IllegalStateException("the catalogue has no " + lift.spelling()))
              .id());
    }
    return ids;
  }
}
