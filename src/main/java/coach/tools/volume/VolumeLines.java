package coach.tools.volume;

import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.lifter.Lifter;
import coach.tools.sets.LeftOut;
import coach.training.Landmark;
import coach.training.WeeklyVolume;
import coach.training.WeeklyVolume.GroupVolume;
import coach.training.WeeklyVolume.Kind;
import coach.training.WeeklyVolume.Week;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Weekly volume as answers show it, so that every tool counts and names weeks the same way. */
public final class VolumeLines {
  private VolumeLines() {}

  /** The fields with which every answer about weekly volume begins. */
  static ObjectNode header(Lifter lifter, WeeklyVolume volume) {
    ObjectNode json = Json.object();
    json.put("since", first(volume).toString());
    json.put("to", lifter.today().toString());
    json.put("time_zone", lifter.context().zone().getId());
    json.put("counting", volume.counting().code());
    json.set("weeks", Json.array(volume.weeks(), VolumeLines::week));
    json.put("weeks_averaged", volume.weeksAveraged());
    return json;
  }

  static LocalDate first(WeeklyVolume volume) {
    return volume.weeks().get(0).monday();
  }

  private static ObjectNode week(Week week) {
    return Json.object().put("week_of", week.monday().toString()).put("kind", week.kind().code());
  }

  /** One muscle group; its sets by week in the order of the weeks. */
  static ObjectNode group(GroupVolume group) {
    ObjectNode json = Json.object();
    json.put("muscle", group.group().label());
    json.put("average", Numbers.round(group.average()));
    json.put("direct_average", Numbers.round(group.direct()));
    json.put("fractional_average", Numbers.round(group.fractional()));
    json.set("sets_by_week", byWeek(group));
    json.put("status", group.status().map(status -> status.code()).orElse(null));
    json.set(
        "landmark", group.landmark().map(mark -> landmark(mark, group.personal())).orElse(null));
    return json;
  }

  private static ObjectNode landmark(Landmark mark, boolean personal) {
    return Json.object()
        .put("mv", mark.maintenance())
        .put("mev", mark.minimumEffective())
        .put("mav_low", mark.adaptiveLow())
        .put("mav_high", mark.adaptiveHigh())
        .put("mrv", mark.maximumRecoverable())
        .put("whose", personal ? "personal" : "published");
  }

  /** The group's sets in the order of the weeks. */
  public static ArrayNode byWeek(GroupVolume group) {
    return Json.array(
        group.setsByWeek().values(), sets -> DoubleNode.valueOf(Numbers.round(sets, 1)));
  }

  static String shown(OptionalDouble sets) {
    return sets.isPresent() ? Numbers.plain(sets.getAsDouble(), 1) : "-";
  }

  static String sets(GroupVolume group, Week week) {
    return Numbers.plain(group.setsByWeek().get(week.monday()), 1);
  }

  public static boolean isTrained(GroupVolume group) {
    return group.fractional().orElse(0) > 0
        || group.setsByWeek().values().stream().anyMatch(sets -> sets > 0);
  }

  /** "02-03", "02-03 deload", "now": a column's head. */
  static String head(Week week) {
    String day = week.monday().toString().substring(5);
    return switch (week.kind()) {
      case FULL -> day;
      case CURRENT -> "now";
      case DELOAD -> day + " deload";
      case NO_TRAINING -> day + " none";
    };
  }

  /** Which weeks the averages rest on, and which not. */
  static String basis(WeeklyVolume volume) {
    List<String> words = new ArrayList<>();
    words.add("averages over " + Numbers.count(volume.weeksAveraged(), "full week"));
    add(words, volume, Kind.DELOAD, "with a deload");
    add(words, volume, Kind.NO_TRAINING, "without training");
    words.add("the current week is shown, never averaged");
    return String.join("; ", words);
  }

  private static void add(List<String> words, WeeklyVolume volume, Kind kind, String what) {
    List<Week> weeks = volume.weeks().stream().filter(week -> week.kind() == kind).toList();
    if (!weeks.isEmpty()) {
      words.add(
          "not averaged %s %s: %s"
              .formatted(
                  Numbers.count(weeks.size(), "week"),
                  what,
                  Json.join(Json.array(weeks.stream().map(Week::monday).toList()))));
    }
  }

  /** What the count leaves out, by the reasons of {@link LeftOut}. */
  static ObjectNode leftOut(Training training, WeeklyVolume volume) {
    ObjectNode leftOut = Json.object();
    leftOut.put("warm_up", training.warmUps());
    leftOut.put(
        "deload",
        (int) training.sets().stream().filter(set -> set.isWork() && set.deload()).count());
    leftOut.put(
        "no_reps",
        (int) training.sets().stream().filter(s -> s.reps() == 0 && !s.deload()).count());
    leftOut.put("without_muscles", volume.setsWithoutMuscles());
    leftOut.put("no_strength_training", training.otherSets());
    leftOut.put("drafts", training.drafts());
    leftOut.put("dated_after_today", training.later());
    return leftOut;
  }
}
