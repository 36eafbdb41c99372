package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.training.LiftTable;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole catalogue asked for a first weight, by a lifter whose barbell lifts are all known. */
class FirstTimeTest {
  private static final Map<String, Integer> KNOWN =
      Map.of(
          "Barbell Back Squat", 140,
          "Barbell Deadlift", 180,
          "Barbell Bench Press", 100,
          "Overhead Press", 60,
          "Barbell Row", 90,
          "Barbell Curl", 45);

  @Test
  void everyExerciseHasALoadableWeightByItsRatioOrNone() {
    TrainingLog log = TrainingLog.begin();
    TrainingLog.Session session = log.session(log.daysAgo(3));
    KNOWN.forEach((lift, kg) -> session.did(lift, kg, 5, 5, 5));
    List<String> names =
        log.query("select name from public.base_exercise where app_user_id is null order by name");
    assertTrue(names.size() >= 576, names.size() + " exercises");
    Set<String> weighed = new HashSet<>();
    for (String name : names) {
      if (!KNOWN.containsKey(name)) {
        JsonNode next = Ask.json(log, "suggest_next_weight", "exercise", name);
        if (next.hasNonNull("weight")) {
          weighed.add(name);
          assertTrue(next.at("/loadable/exact").booleanValue(), name);
          assertTrue(next.get("weight").doubleValue() <= most(name), name + " " + next);
        } else {
          assertEquals("no_data", next.get("rule").textValue(), name);
        }
      }
    }
    assertTrue(weighed.contains("Barbell Front Squat"), weighed.toString());
    for (String none : List.of("Snatch", "Leg Press", "Barbell Lunge", "Barbell Good Morning")) {
      assertTrue(!weighed.contains(none), none);
    }
  }

  /** Ten reps of what the ratio gives, by Brzycki. */
  private static double most(String name) {
    double most = 0;
    for (LiftTable.Ratio ratio : LiftTable.firstTime(name)) {
      double max = KNOWN.getOrDefault(ratio.lift(), 0) * 36 / 32.0 * ratio.share();
      most = Math.max(most, max * 27 / 36);
    }
    return most;
  }

  @Test
  void everyLiftOfTheTableIsInTheCatalogue() {
    TrainingLog log = TrainingLog.begin();
    Set<String> known = new HashSet<>();
    log.query("select name from public.base_exercise").forEach(name -> known.add(plain(name)));
    List<String> missing = new ArrayList<>(LiftTable.lifts());
    missing.removeIf(known::contains);
    assertEquals(List.of(), missing);
    Set<String> kits = new HashSet<>();
    log.query("select name || ': ' || coalesce(equipment, 'body only') from coach.catalog()")
        .forEach(kit -> kits.add(plain(kit)));
    LiftTable.sparingKit()
        .forEach((lift, kit) -> assertTrue(kits.contains(plain(lift + ": " + kit)), lift));
  }

  /**
   * What moves the body and is done for reps has a share of it; holds, jumps and stretches have
   * none.
   */
  @Test
  void everyBodyLiftHasAShare() {
    TrainingLog log = TrainingLog.begin();
    List<String> without = new ArrayList<>();
    for (String name :
        log.query(
            "select name from public.base_exercise where name ~* '(pull|chin|push|muscle)-?up|\\mdip'"
                + " and app_user_id is null")) {
      if (LiftTable.bodyShare(name) == 0) {
        without.add(name);
      }
    }
    assertEquals(
        Set.of(
            "Band Push-Up",
            "Band-Assisted Pull-Up",
            "Kipping Pull-Up",
            "Machine Dip",
            "Negative Pull-Up",
            "Plank Push-Up",
            "Scapular Pull-Up"),
        new HashSet<>(without));
    assertEquals(1, LiftTable.bodyShare("Assisted Pull-Up"));
    assertEquals(0, LiftTable.bodyShare("Lat Pulldown"));
  }

  private static String plain(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
