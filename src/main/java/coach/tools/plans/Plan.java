package coach.tools.plans;

import coach.tools.Json;
import coach.tools.sets.Targets;
import coach.training.Deload;
import coach.training.ExerciseMuscles;
import coach.training.Pain;
import coach.training.PlanLine;
import coach.training.PlanSchedule;
import coach.training.PlanVolume;
import coach.training.Prescription;
import coach.training.SessionTime;
import coach.training.Wave;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A plan as {@code coach.plan_view} answers it. */
public record Plan(JsonNode json, List<Day> days) {
  private static final List<String> NO_STRENGTH = List.of("stretching", "cardio", "plyometrics");
  private static final int DEFAULT_REST = 90;

  /** A training day. */
  public record Day(JsonNode json, List<Line> lines) {
    public String id() {
      return json.path("id").asText("");
    }

    public String name() {
      return json.path("name").asText("a day");
    }

    Optional<DayOfWeek> weekday() {
      int weekday = json.path("weekday").asInt(0);
      return weekday >= 1 && weekday <= 7 ? Optional.of(DayOfWeek.of(weekday)) : Optional.empty();
    }

    int minutes() {
      return SessionTime.minutes(lines.stream().map(line -> line.part(line.sets())).toList());
    }
  }

  /** One exercise of a day. */
  public record Line(JsonNode json) {
    public String id() {
      return json.get("id").textValue();
    }

    public String name() {
      return json.get("name").textValue();
    }

    public int sets() {
      return Math.max(0, Math.min(100, json.path("sets").asInt(0)));
    }

    /** Sets and reps; empty for a line that cannot be meant. */
    Optional<Prescription> target() {
      return Targets.prescription(json);
    }

    /** "5", or "8-12" for a range. */
    String reps() {
      if (counted().isPresent()) {
        return counted().getAsInt() + (json.has("duration_s") ? " s" : " m");
      }
      int top = json.path("reps_top").asInt(0);
      int reps = json.path("reps").asInt(0);
      return top > reps ? reps + "-" + top : String.valueOf(reps);
    }

    /** Seconds or metres where the line prescribes those instead of reps. */
    OptionalInt counted() {
      int amount = json.path("duration_s").asInt(json.path("distance_m").asInt(0));
      return amount > 0 ? OptionalInt.of(amount) : OptionalInt.empty();
    }

    int rest() {
      return json.path("rest_s").asInt(DEFAULT_REST);
    }

    boolean isWave() {
      return json.path("percent").isArray();
    }

    String equipment() {
      return json.path("equipment").asText("other");
    }

    List<String> primary() {
      return Json.texts(json.path("primary"));
    }

    List<String> secondary() {
      return Json.texts(json.path("secondary"));
    }

    /** Lifts that load what hurts less, with what the gym has. */
    List<String> sparing(List<String> pain, Gyms gym) {
      return Pain.sparing(pain, name(), json.path("category").textValue(), primary(), gym::has);
    }

    SessionTime.Part part(int sets) {
      boolean main = json.path("mechanic").asText("").equals("compound");
      return new SessionTime.Part(sets, rest(), main, json.has("superset"));
    }

    ExerciseMuscles muscles() {
      return new ExerciseMuscles(
          name(),
          primary(),
          secondary(),
          json.path("force").textValue(),
          json.path("mechanic").textValue());
    }

    boolean isStrength() {
      return !NO_STRENGTH.contains(json.path("category").asText(""));
    }

    /** The sets of a deload week. */
    public int deloadSets() {
      List<List<PlanLine.Share>> waves = Targets.waves(json);
      return waves.isEmpty() ? Deload.setsToKeep(sets()) : Wave.lightest(waves).size();
    }
  }

  public static Plan of(JsonNode json) {
    List<Day> days =
        Json.list(json.path("days"), day -> new Day(day, Json.list(day.path("lines"), Line::new)));
    return new Plan(json, List.copyOf(days));
  }

  public String name() {
    return json.path("name").asText("a plan");
  }

  boolean isActive() {
    return json.path("is_active").asBoolean();
  }

  public List<Line> lines() {
    return days.stream().flatMap(day -> day.lines().stream()).toList();
  }

  public PlanSchedule schedule() {
    JsonNode data = json.path("data");
    int perWeek = data.path("days_per_week").asInt(Math.min(7, days.size()));
    List<PlanSchedule.Day> all = new ArrayList<>();
    days.forEach(
        day ->
            all.add(
                new PlanSchedule.Day(day.name(), day.weekday(), date(day.json().path("last")))));
    return new PlanSchedule(
        all,
        Json.list(data.path("weekdays"), JsonNode::asInt).stream()
            .filter(day -> day >= 1 && day <= 7)
            .map(DayOfWeek::of)
            .toList(),
        Math.max(1, Math.min(7, perWeek)),
        new HashSet<>(Json.list(data.path("deload_weeks"), JsonNode::asInt)),
        date(json.path("starts_on")),
        date(json.path("ends_on")),
        moves(data.path("moves")));
  }

  private static List<PlanSchedule.Move> moves(JsonNode rows) {
    List<PlanSchedule.Move> moves = new ArrayList<>();
    for (JsonNode row : rows) {
      Optional<LocalDate> from = date(row.path("from"));
      Optional<LocalDate> to = date(row.path("to"));
      if (from.isPresent() && to.isPresent()) {
        moves.add(new PlanSchedule.Move(from.get(), to.get()));
      }
    }
    return moves;
  }

  private static Optional<LocalDate> date(JsonNode text) {
    return text.isTextual() ? Optional.of(LocalDate.parse(text.textValue())) : Optional.empty();
  }

  /** Weeks of the plan; empty where neither dates nor the plan itself say it. */
  OptionalInt weeks() {
    int weeks = json.at("/data/weeks").asInt(0);
    return weeks > 0 ? OptionalInt.of(weeks) : OptionalInt.empty();
  }

  /** Hard sets of an average week. */
  List<PlanVolume.Item> items() {
    PlanSchedule schedule = schedule();
    double turns =
        schedule.isFixed() ? 1 : schedule.daysPerWeek() / (double) Math.max(1, days.size());
    return lines().stream()
        .filter(Line::isStrength)
        .map(line -> new PlanVolume.Item(line.muscles(), line.sets() * turns))
        .toList();
  }
}
