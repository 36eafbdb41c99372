package coach.tools.volume;

import coach.db.Answer;
import coach.tools.Effect;
import coach.tools.Named;
import coach.tools.Numbers;
import coach.tools.Output;
import coach.tools.Param;
import coach.tools.Text;
import coach.tools.Tool;
import coach.tools.ToolAnswer;
import coach.tools.ToolCall;
import coach.tools.exercises.ExerciseTools;
import coach.tools.lifter.Lifter;
import coach.tools.sets.LeftOut;
import coach.training.Landmark;
import coach.training.MuscleGroup;
import coach.training.WeeklyVolume;
import coach.training.WeeklyVolume.Counting;
import coach.training.WeeklyVolume.GroupVolume;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The volume of one muscle against its landmarks, and what contributes to it. */
public final class LandmarkTools {
  /** The groups of the landmarks, and the catalogue's muscles that are named otherwise. */
  public static final List<String> GROUPS = groups();

  private LandmarkTools() {}

  public static List<Tool> all() {
    return List.of(
        new Tool(
            "check_volume_landmarks",
            "Volume landmarks",
            "One muscle: hard sets per week against MV, MEV, MAV and MRV, how far the next"
                + " is, which exercises contribute and whose landmarks these are. \"shoulders\""
                + " answers both delt groups.",
            Effect.READ,
            List.of(
                Param.choice("muscle_group", "Muscle or landmark group.", GROUPS).required(),
                VolumeTools.weeks()),
            Output.of(
                "since string, to string, time_zone string, counting string, weeks array,"
                    + " weeks_averaged integer, muscles array, left_out object"),
            LandmarkTools::check));
  }

  private static List<String> groups() {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(MuscleGroup.values()).map(MuscleGroup::label).forEach(names::add);
    names.addAll(ExerciseTools.MUSCLES);
    return List.copyOf(names);
  }

  static List<MuscleGroup> asked(String name) {
    return name.equals(MuscleGroup.SHOULDERS)
        ? List.of(MuscleGroup.SIDE_AND_REAR_DELTS, MuscleGroup.FRONT_DELTS)
        : List.of(MuscleGroup.named(name).orElseThrow());
  }

  private static ToolAnswer check(ToolCall call) {
    Answer answer = call.run();
    Lifter lifter = Lifter.of(answer.context());
    Training training = Training.read(answer.data(), lifter.today());
    int asked = call.arguments().integer("weeks");
    int weeks = training.fullWeeks(asked, lifter.today());
    WeeklyVolume direct = count(lifter, training, weeks, Counting.DIRECT);
    ObjectNode json = VolumeLines.header(lifter, direct);
    ArrayNode muscles = json.putArray("muscles");
    Text text = new Text();
    text.line(
        "Hard sets per week, direct counting as the landmarks count, %s to %s%s, dates in %s: %s.",
        VolumeLines.first(direct),
        lifter.today(),
        training.clipped(asked, lifter),
        lifter.context().zone(),
        VolumeLines.basis(direct));
    for (MuscleGroup group : asked(call.arguments().text("muscle_group"))) {
      muscles.add(json(direct.group(group)));
      lines(text, direct, direct.group(group));
    }
    json.set("left_out", VolumeLines.leftOut(training, direct));
    LeftOut.line(text, json.get("left_out"));
    return new ToolAnswer(json, text.toString());
  }

  private static WeeklyVolume count(
      Lifter lifter, Training training, int weeks, Counting counting) {
    return WeeklyVolume.of(
        training.exercises(), weeks, lifter.today(), counting, lifter.settings().landmarks());
  }

  private static ObjectNode json(GroupVolume group) {
    ObjectNode json = VolumeLines.group(group);
    ArrayNode exercises = json.putArray("exercises");
    for (WeeklyVolume.Contribution share : group.contributions()) {
      exercises.addObject().put("name", share.exercise()).put("sets", share.sets());
    }
    return json;
  }

  private static void lines(Text text, WeeklyVolume volume, GroupVolume group) {
    List<String> weeks =
        volume.weeks().stream()
            .map(w -> VolumeLines.head(w) + ": " + VolumeLines.sets(group, w))
            .toList();
    text.line(
        "%s: %s sets a week, %s. %s",
        group.group().label(),
        VolumeLines.shown(group.direct()),
        group.status().map(status -> status.code()).orElse("no full week to judge"),
        group
            .landmark()
            .map(mark -> landmark(mark, group))
            .orElse("The published table has no landmark for it and the lifter set none."));
    text.line("Weeks of %s.", String.join(", ", weeks));
    List<String> shares =
        group.contributions().stream()
            .map(share -> Named.exercise(share.exercise()) + " " + Numbers.plain(share.sets(), 1))
            .toList();
    text.line(
        "Sets by exercise over all weeks shown: %s. With half sets for secondary muscles: %s a"
            + " week.",
        shares.isEmpty() ? "none" : String.join(", ", shares),
        VolumeLines.shown(group.fractional()));
  }

  private static String landmark(Landmark mark, GroupVolume group) {
    String whose = group.personal() ? "the lifter's own" : "published starting points";
    String distance =
        group.average().isEmpty() ? "" : distance(mark, group.average().getAsDouble());
    return "%s (%s)%s.".formatted(mark.display(), whose, distance);
  }

  /** How far the average is from the landmarks on both sides of it. */
  private static String distance(Landmark mark, double sets) {
    if (sets < mark.minimumEffective()) {
      return "; %s more reach MEV".formatted(Numbers.plain(mark.minimumEffective() - sets, 1));
    }
    if (sets < mark.adaptiveLow()) {
      return "; %s more reach MAV".formatted(Numbers.plain(mark.adaptiveLow() - sets, 1));
    }
    return sets <= mark.maximumRecoverable()
        ? "; %s more reach MRV".formatted(Numbers.plain(mark.maximumRecoverable() - sets, 1))
        : "; %s above MRV".formatted(Numbers.plain(sets - mark.maximumRecoverable(), 1));
  }
}
