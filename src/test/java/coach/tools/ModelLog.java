package coach.tools;

import coach.tools.sets.SetLine;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tables should hold, kept in memory in the simplest way that can be right: whole sessions
 * as values, and for every change the value before it.
 */
final class ModelLog {
  /** A set is {@code weight x reps}; an exercise its name and sets; a session its exercises. */
  record Lift(String name, List<String> sets) {}

  private record Change(String session, List<Lift> before) {}

  private final Map<String, List<Lift>> sessions = new LinkedHashMap<>();
  private final TreeMap<Long, Change> changes = new TreeMap<>();

  List<Lift> session(String id) {
    return sessions.get(id);
  }

  Map<String, List<Lift>> sessions() {
    return sessions;
  }

  private void put(long change, String id, List<Lift> after) {
    changes.put(change, new Change(id, sessions.get(id)));
    if (after == null) {
      sessions.remove(id);
    } else {
      sessions.put(id, after);
    }
  }

  /** Exercises that join a session, each to its last one where that is the same. */
  void append(long change, String id, List<Lift> added) {
    List<Lift> after = new ArrayList<>(sessions.getOrDefault(id, List.of()));
    for (Lift lift : added) {
      Lift last = after.isEmpty() ? null : after.get(after.size() - 1);
      if (last != null && last.name().equals(lift.name())) {
        List<String> sets = new ArrayList<>(last.sets());
        sets.addAll(lift.sets());
        after.set(after.size() - 1, new Lift(last.name(), sets));
      } else {
        after.add(lift);
      }
    }
    put(change, id, after);
  }

  /**
   * @param set 1…, −1 for the last, 0 for every set of the exercise
   * @param weight the new weight, or null to take the sets away
   */
  void edit(long change, String id, String exercise, int set, Integer weight) {
    List<Lift> lifts = sessions.get(id);
    int total =
        lifts.stream().filter(l -> l.name().equals(exercise)).mapToInt(l -> l.sets().size()).sum();
    int wanted = set < 0 ? total + set + 1 : set;
    List<Lift> after = new ArrayList<>();
    int number = 0;
    for (Lift lift : lifts) {
      List<String> sets = new ArrayList<>();
      for (String one : lift.sets()) {
        boolean hit = lift.name().equals(exercise) && (++number == wanted || wanted == 0);
        if (!hit) {
          sets.add(one);
        } else if (weight != null) {
          sets.add(weight + one.substring(one.indexOf('x')));
        }
      }
      if (!sets.isEmpty()) {
        after.add(new Lift(lift.name(), sets));
      }
    }
    put(change, id, after);
  }

  void delete(long change, String id) {
    put(change, id, null);
  }

  /** Takes back the newest change before this moment; returns its number. */
  long undo(long moment) {
    long last = changes.lowerKey(moment);
    Change change = changes.remove(last);
    if (change.before() == null) {
      sessions.remove(change.session());
    } else {
      sessions.put(change.session(), change.before());
    }
    return last;
  }

  /** The exercises of an answer in the model's words. */
  static List<Lift> read(JsonNode answer) {
    List<Lift> lifts = new ArrayList<>();
    for (JsonNode exercise : answer.get("exercises")) {
      List<String> sets = new ArrayList<>();
      for (JsonNode set : exercise.get("sets")) {
        sets.add(SetLine.number(set, "weight") + "x" + set.get("reps").intValue());
      }
      lifts.add(new Lift(exercise.get("name").textValue(), sets));
    }
    return lifts;
  }
}
