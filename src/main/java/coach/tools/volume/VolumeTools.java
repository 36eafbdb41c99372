package coach.tools.volume;

import coach.db.Answer;
import coach.tools.Effect;
import coach.tools.Json;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.lifter.Lifter;
import coach.tools.lifter.Settings;
import coach.tools.sets.LeftOut;
import coach.training.WeeklyVolume;
import coach.training.WeeklyVolume.Counting;
import coach.training.WeeklyVolume.GroupVolume;
import coach.training.WeeklyVolume.Week;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Hard sets per muscle and week, all muscles at once. */
public final class VolumeTools {
  /** More weeks than this make no readable table; their text shows the range instead. */
  private static final int MOST_COLUMNS = 12;

  private VolumeTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "calculate_weekly_volume",
            "Weekly volume",
            "Hard sets per muscle and ISO week against the volume landmarks, with a status per"
                + " muscle; deload weeks and the running week are not averaged.",
            Effect.READ,
            List.of(
                weeks(),
                Param.choice(
                    "muscle", "Only this, as in check_volume_landmarks.", LandmarkTools.GROUPS),
                Param.choice(
                    "counting",
                    "direct: primary muscles; fractional: plus 0.5 per secondary muscle, not"
                        + " comparable with landmarks. Default: the lifter's setting, else direct.",
                    List.of(Counting.DIRECT.code(), Counting.FRACTIONAL.code()))),
            Output.of(
                "since string, to string, time_zone string, counting string, weeks array,"
                    + " weeks_averaged integer, muscles array, untrained"
                    + " array, exercises_without_muscles array, left_out object"),
            VolumeTools::volume));
  }

  public static Param weeks() {
    return Param.integer("weeks", "Full weeks before the current one.", 1, 52).defaultsTo(4);
  }

  public static Param olderWeeks() {
    return Param.integer("weeks_analyzed", Param.UNLISTED, 1, 52);
  }

  private static ToolAnswer volume(ToolCall call) {
    Answer answer = call.run();
    Lifter lifter = Lifter.of(answer.context());
    Settings settings = lifter.settings();
    Training training = Training.read(answer.data(), lifter.today());
    int asked = call.arguments().integer("weeks");
    WeeklyVolume volume =
        WeeklyVolume.of(
            training.exercises(),
            training.fullWeeks(asked, lifter.today()),
            lifter.today(),
            counting(call.arguments().text("counting"), settings),
            settings.landmarks());
    if (call.arguments().has("muscle")) {
      volume = volume.only(LandmarkTools.asked(call.arguments().text("muscle")));
    }
    ObjectNode json = json(lifter, training, volume);
    return new ToolAnswer(json, text(lifter, training, volume, json, asked));
  }

  private static Counting counting(String asked, Settings settings) {
    if (asked == null) {
      return settings.counting();
    }
    return asked.equals(Counting.FRACTIONAL.code()) ? Counting.FRACTIONAL : Counting.DIRECT;
  }

  private static ObjectNode json(Lifter lifter, Training training, WeeklyVolume volume) {
    ObjectNode json = VolumeLines.header(lifter, volume);
    ArrayNode muscles = json.putArray("muscles");
    ArrayNode untrained = json.putArray("untrained");
    for (GroupVolume group : volume.groups()) {
      if (VolumeLines.isTrained(group)) {
        muscles.add(VolumeLines.group(group));
      } else {
        untrained.add(group.group().label());
      }
    }
    ArrayNode unknown = json.putArray("exercises_without_muscles");
    withoutMuscles(training, VolumeLines.first(volume)).forEach(unknown::add);
    json.set("left_out", VolumeLines.leftOut(training, volume));
    return json;
  }

  private static List<String> withoutMuscles(Training training, LocalDate from) {
    return training.lifts().stream()
        .filter(lift -> !lift.muscles().isKnown())
        .filter(lift -> lift.sets().stream().anyMatch(s -> s.isHard() && !s.date().isBefore(from)))
        .map(Training.Lift::name)
        .limit(20)
        .toList();
  }

  private static String text(
      Lifter lifter, Training training, WeeklyVolume volume, ObjectNode json, int asked) {
    Text text = new Text();
    text.line(
        "Hard sets per muscle and week, %s counting, %s to %s%s, dates in %s: %s.",
        volume.counting().code(),
        VolumeLines.first(volume),
        lifter.today(),
        training.clipped(asked, lifter),
        lifter.context().zone(),
        VolumeLines.basis(volume));
    List<GroupVolume> trained = volume.groups().stream().filter(VolumeLines::isTrained).toList();
    if (trained.isEmpty()) {
      text.line("No finished work sets in these weeks. Ask for more weeks, or log a workout.");
    } else {
      table(text, volume, trained);
      text.line("Untrained: %s.", Json.join(json.get("untrained")));
      text.line(whose(volume));
    }
    text.lineIf(
        !json.get("exercises_without_muscles").isEmpty(),
        "Not counted, because their muscles are unknown: %s.",
        Json.join(json.get("exercises_without_muscles")));
    LeftOut.line(text, json.get("left_out"));
    return text.toString();
  }

  private static void table(Text text, WeeklyVolume volume, List<GroupVolume> groups) {
    List<Week> weeks = volume.weeks();
    List<Week> shown =
        weeks.size() > MOST_COLUMNS ? weeks.subList(weeks.size() - 5, weeks.size()) : weeks;
    List<String> header = new ArrayList<>(List.of("muscle", "direct", "with halves"));
    if (shown.size() < weeks.size()) {
      header.add("least-most");
    }
    shown.forEach(week -> header.add(VolumeLines.head(week)));
    header.addAll(List.of("status", "MV/MEV/MAV/MRV"));
    List<List<String>> rows =
        groups.stream().map(group -> row(group, shown, shown.size() < weeks.size())).toList();
    text.table(header, rows);
    text.lineIf(
        shown.size() < weeks.size(),
        "Showing the last %d of %d weeks; ask for at most %d weeks to see each.",
        shown.size(),
        weeks.size(),
        MOST_COLUMNS - 1);
  }

  private static List<String> row(GroupVolume group, List<Week> weeks, boolean range) {
    List<String> row = new ArrayList<>();
    row.add(group.group().label());
    row.add(VolumeLines.shown(group.direct()));
    row.add(VolumeLines.shown(group.fractional()));
    if (range) {
      var sets = group.setsByWeek().values().stream().mapToDouble(s -> s).summaryStatistics();
      row.add(Numbers.plain(sets.getMin(), 1) + "-" + Numbers.plain(sets.getMax(), 1));
    }
    weeks.forEach(week -> row.add(VolumeLines.sets(group, week)));
    row.add(group.status().map(status -> status.code()).orElse("-"));
    String whose = group.personal() ? " own" : "";
    row.add(group.landmark().map(mark -> mark.brief() + whose).orElse("-"));
    return row;
  }

  private static String whose(WeeklyVolume volume) {
    String own =
        volume.groups().stream()
            .filter(GroupVolume::personal)
            .map(group -> group.group().label())
            .collect(Collectors.joining(", "));
    return "Landmarks: published starting points%s. The status is that of the direct sets; with halves counts sets that use the muscle as well."
        .formatted(own.isEmpty() ? "" : ", the lifter's own for " + own);
  }
}
