package coach.tools.plans;

import coach.Shown;
import coach.tools.Json;
import coach.tools.Named;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What differs between two versions of a plan, in words. */
record PlanChanges(PlanAnswer before, PlanAnswer after) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String field : List.of("name", "description", "visibility", "starts_on", "ends_on")) {
      compare(field.replace("_on", ""), field(before, field), field(after, field), lines);
    }
    if (!after.plan().isActive()) {
      // One that is followed says it by its end.
      compare("weeks", weeks(before), weeks(after), lines);
    }
    compare("deload weeks", deloads(before), deloads(after), lines);
    flag("is_active", "now the active plan", "no longer active", lines);
    flag("archived", "archived", "no longer archived", lines);
    moves(lines);
    days(lines);
    return lines;
  }

  private static String field(PlanAnswer of, String name) {
    JsonNode value = of.plan().json().path(name);
    return value.isTextual() ? Shown.quoted(value.textValue(), 100) : "none";
  }

  private static String weeks(PlanAnswer of) {
    return of.plan().json().at("/data/weeks").asText("none");
  }

  private static String deloads(PlanAnswer of) {
    JsonNode weeks = of.plan().json().at("/data/deload_weeks");
    return weeks.isEmpty() ? "none" : Json.join(weeks);
  }

  private static void compare(String what, String was, String is, List<String> lines) {
    if (!was.equals(is)) {
      lines.add("%s: %s -> %s".formatted(what, was, is));
    }
  }

  private void flag(String name, String on, String off, List<String> lines) {
    boolean was = before.plan().json().path(name).asBoolean();
    boolean is = after.plan().json().path(name).asBoolean();
    if (was != is) {
      lines.add(is ? on : off);
    }
  }

  private void moves(List<String> lines) {
    List<JsonNode> known = Json.list(before.plan().json().at("/data/moves"), move -> move);
    for (JsonNode move : after.plan().json().at("/data/moves")) {
      if (!known.contains(move)) {
        lines.add(
            "once: the session of %s is on %s"
                .formatted(move.path("from").asText(), move.path("to").asText()));
      }
    }
    String was = before.plan().json().at("/data/weekdays").toString();
    String is = after.plan().json().at("/data/weekdays").toString();
    if (!was.equals(is)) {
      lines.add(
          "sessions in turn on "
              + String.join(
                  ", ",
                  after.plan().schedule().weekdays().stream().map(PlanAnswer::shown).toList()));
    }
  }

  private void days(List<String> lines) {
    for (Plan.Day day : after.plan().days()) {
      Optional<Plan.Day> was = find(before.plan().days(), day);
      String name = Shown.quoted(day.name(), 60);
      if (was.isEmpty()) {
        lines.add(
            "added %s: %s"
                .formatted(
                    name, String.join("; ", day.lines().stream().map(after::words).toList())));
      } else {
        String on = day.weekday().map(PlanAnswer::shown).orElse("any day");
        String from = was.get().weekday().map(PlanAnswer::shown).orElse("any day");
        compare(name, from, on, lines);
        exercises(name, was.get(), day, lines);
      }
    }
    for (Plan.Day day : before.plan().days()) {
      if (find(after.plan().days(), day).isEmpty()) {
        lines.add("removed " + Shown.quoted(day.name(), 60));
      }
    }
  }

  private static Optional<Plan.Day> find(List<Plan.Day> days, Plan.Day wanted) {
    return days.stream().filter(day -> day.id().equals(wanted.id())).findFirst();
  }

  private void exercises(String name, Plan.Day was, Plan.Day is, List<String> lines) {
    for (Plan.Line line : is.lines()) {
      Optional<Plan.Line> had = find(was, line);
      if (had.isEmpty()) {
        lines.add("%s: added %s".formatted(name, after.words(line)));
      } else if (!before.words(had.get()).equals(after.words(line))) {
        lines.add("%s: %s -> %s".formatted(name, before.words(had.get()), after.words(line)));
      }
    }
    for (Plan.Line line : was.lines()) {
      if (find(is, line).isEmpty()) {
        lines.add("%s: removed %s".formatted(name, Named.exercise(line.name())));
      }
    }
  }

  private static Optional<Plan.Line> find(Plan.Day day, Plan.Line wanted) {
    return day.lines().stream()
        .filter(line -> line.json().path("line").equals(wanted.json().path("line")))
        .findFirst();
  }
}
