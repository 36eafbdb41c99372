package coach.tools.records;

import coach.tools.Json;
import coach.tools.Named;
import coach.tools.lifter.Lifter;
import coach.tools.sets.StoredSet;
import coach.training.DigitSlips;
import coach.training.LiftTable;
import coach.training.PerformedSet;
import coach.training.Records;
import coach.training.Records.Best;
import coach.training.Records.Kind;
import coach.training.Records.NewBest;
import coach.training.SetType;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The records that a write has set, seen against {@code coach.history_before}: every weight and
 * reps of the sessions before, and what the session itself held before the write.
 */
public final class NewRecords {
  /** What a conversion's rounding can add over the many reps of a session. */
  private static final long VOLUME_NOISE = 500;

  /** A new best and the exercise that it belongs to. */
  public record Of(String exerciseId, String exercise, NewBest record) {}

  private final Lifter lifter;
  private final LocalDate date;
  private final UUID session;

  private NewRecords(Lifter lifter, JsonNode view) {
    this.lifter = lifter;
    this.date = LocalDate.parse(view.get("session").get("date").textValue());
    this.session = UUID.fromString(view.get("session").get("id").textValue());
  }

  /** Of data with {@code before} (null for a new session), {@code after}, {@code history}. */
  public static List<Of> read(Lifter lifter, JsonNode data) {
    NewRecords reader = new NewRecords(lifter, data.get("after"));
    Map<String, String> names = new LinkedHashMap<>();
    for (JsonNode exercise : data.get("after").get("exercises")) {
      String id = exercise.path("exercise_id").asText("");
      if (data.get("history").has(id)) {
        names.put(id, exercise.get("name").textValue());
      }
    }
    List<Of> found = new ArrayList<>();
    names.forEach(
        (id, name) ->
            reader.records(id, name, data).forEach(record -> found.add(new Of(id, name, record))));
    return found;
  }

  private List<NewBest> records(String exercise, String name, JsonNode data) {
    JsonNode history = data.get("history").get(exercise);
    // What the lifter weighed is not at hand here, so lifts of the body get no e1RM.
    int body = LiftTable.bodyShare(name) > 0 ? PerformedSet.UNKNOWN_BODY : 0;
    List<PerformedSet> before = sets(exercise, data.path("before"), body);
    int last = history.get("last_g").intValue();
    List<PerformedSet> after =
        sets(exercise, data.get("after"), body).stream()
            .filter(set -> !DigitSlips.isSlip(set.weightGrams(), last))
            .toList();
    List<PerformedSet> all = new ArrayList<>();
    for (JsonNode set : history.get("sets")) {
      all.add(
          earlier(all.size(), set.get("weight_g").intValue(), set.get("reps").intValue(), body));
    }
    before.forEach(set -> all.add(earlier(all.size(), set.weightGrams(), set.reps(), body)));
    all.addAll(after);
    List<NewBest> found = new ArrayList<>();
    for (NewBest record : Records.of(all, lifter.formula(), date, date).inPeriod()) {
      // Sessions before come as single sets, which have no volume to compare.
      if (record.best().kind() != Kind.VOLUME) {
        found.add(record);
      }
    }
    volume(history.get("volume_g").longValue(), tonnage(before), tonnage(after))
        .ifPresent(found::add);
    return found;
  }

  private Optional<NewBest> volume(long most, long before, long after) {
    if (most == 0 || after <= most + VOLUME_NOISE || before > most + VOLUME_NOISE) {
      return Optional.empty();
    }
    return Optional.of(
        new NewBest(new Best(Kind.VOLUME, after, date, session, Optional.empty()), most));
  }

  private static long tonnage(List<PerformedSet> sets) {
    return sets.stream().filter(PerformedSet::isWork).mapToLong(PerformedSet::tonnageGrams).sum();
  }

  private PerformedSet earlier(int number, int grams, int reps, int body) {
    UUID other = new UUID(0, number);
    return set(other, date.minusDays(1), 1, SetType.REGULAR, grams, reps, body);
  }

  private static PerformedSet set(
      UUID session, LocalDate day, int number, SetType type, int grams, int reps, int body) {
    return new PerformedSet(session, day, number, type, grams, reps, null, null, false, body);
  }

  private List<PerformedSet> sets(String exercise, JsonNode view, int body) {
    List<PerformedSet> sets = new ArrayList<>();
    for (JsonNode entry : view.path("exercises")) {
      boolean isMeant =
          entry.path("exercise_id").asText("").equals(exercise)
              && !entry.get("draft").booleanValue();
      for (JsonNode row : isMeant ? entry.get("sets") : Json.MAPPER.createArrayNode()) {
        StoredSet set = new StoredSet(row);
        int number = sets.size() + 1;
        sets.add(set(session, date, number, set.type(), set.grams(), set.reps(), body));
      }
    }
    return sets;
  }

  /** "Barbell Bench Press e1RM 116.67 kg (100x5), before 112.5 kg". */
  public static String line(Lifter lifter, Of record) {
    String line = RecordLines.line(lifter, record.record());
    // Its date is the session's, which the answer names already.
    return Named.exercise(record.exercise()) + line.substring(line.indexOf(' '));
  }

  /** The top weight of the work sets in grams; 0 without load. */
  public static int top(JsonNode exercise) {
    int top = 0;
    for (JsonNode row : exercise.get("sets")) {
      StoredSet set = new StoredSet(row);
      top = set.type().isWarmUp() ? top : Math.max(top, set.grams());
    }
    return top;
  }

  public static String weight(Lifter lifter, int grams) {
    return lifter.unit().display(grams);
  }
}
