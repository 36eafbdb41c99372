package coach.store;

import coach.Caller;
import coach.db.Database;
import coach.imports.ImportError;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes a backup into any coach database: rows keep their ids where the account is the same, and
 * get others where it is not, since two lifters may share a database. What the backup only refers
 * to (the shared catalogue, days of system plans) is found by id, else by name, else made the
 * lifter's own.
 */
public final class Restore {
  private final ObjectNode backup;
  private final OwnIds ids;
  private final boolean sameAccount;

  /** Exercises and days that the backup refers to: old id to the id here. */
  private final Map<String, String> found = new HashMap<>();

  /** Lines of the lifter's own plans; any other line belongs to a system plan. */
  private final Set<String> ownLines = new HashSet<>();

  private final ObjectNode first = Rows.object();

  private Restore(ObjectNode backup, UUID user, OwnIds ids) {
    this.backup = backup;
    this.ids = ids;
    this.sameAccount = user.toString().equals(backup.path("account").path("id").asText());
  }

  /** The parts to store, in order; asks the database which shared rows it knows. */
  public static List<ObjectNode> parts(Database database, Caller caller, ObjectNode backup) {
    Restore restore = new Restore(backup, caller.user(), OwnIds.of(database, caller));
    try {
      restore.findShared(database, caller);
      restore.plans();
      List<ObjectNode> parts = new ArrayList<>();
      parts.add(restore.first);
      backup.path("pages").forEach(page -> parts.add(restore.page(page)));
      return parts;
    } catch (NullPointerException | ClassCastException | IllegalArgumentException damaged) {
      // Every field is written by coach itself, so a missing one means an edited or damaged file.
      throw new ImportError(
          "The backup is damaged: a row lacks what coach writes. Export it again.", damaged);
    }
  }

  /** How many sessions the backup holds. */
  public static int sessions(ObjectNode backup) {
    int sessions = 0;
    for (JsonNode page : backup.path("pages")) {
      sessions += page.path("performed_session").size();
    }
    return sessions;
  }

  private String own(String id) {
    return sameAccount ? id : ids.of("restored", UUID.fromString(id)).toString();
  }

  private void findShared(Database database, Caller caller) {
    ArrayNode exercises = JsonNodeFactory.instance.arrayNode();
    backup.path("names").fieldNames().forEachRemaining(exercises::add);
    ArrayNode days = JsonNodeFactory.instance.arrayNode();
    for (JsonNode day : backup.path("session_schedule")) {
      if (day.path("user_plan_id").isNull()) {
        days.add(day.get("session_schedule_id").textValue());
      }
    }
    JsonNode known =
        database
            .run(
                caller,
                "known_rows",
                Map.of("exercises", exercises.toString(), "days", days.toString()))
            .data();
    known.get("exercises").forEach(id -> found.put(id.textValue(), id.textValue()));
    known.get("days").forEach(id -> found.put(id.textValue(), id.textValue()));
    byName(database, caller);
  }

  /** Shared exercises under another id here, or unknown here: then they become the lifter's own. */
  private void byName(Database database, Caller caller) {
    Map<String, String> missing = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> name : backup.path("names").properties()) {
      if (!found.containsKey(name.getKey())) {
        missing.put(name.getKey(), name.getValue().textValue());
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    Map<String, NameMatch> matches = new HashMap<>();
    NameMatch.find(database, caller, missing.values()).forEach(m -> matches.put(m.name(), m));
    missing.forEach(
        (id, name) -> {
          String here =
              matches.get(name).exercise().map(known -> known.id().toString()).orElse(own(id));
          found.put(id, here);
          if (matches.get(name).exercise().isEmpty()) {
            first
                .withArray("base_exercise")
                .addObject()
                .put("base_exercise_id", here)
                .put("name", name);
          }
        });
  }

  private void plans() {
    first.set("settings", backup.path("settings"));
    for (String table :
        List.of("base_exercise", "import_mapping", "user_plan", "body_measurement")) {
      for (JsonNode row : backup.path(table)) {
        first.withArray(table).add(renamed(row));
      }
    }
    for (JsonNode day : backup.path("session_schedule")) {
      day(day);
    }
    for (JsonNode exercise : backup.path("exercise")) {
      ownLines.add(exercise.get("exercise_id").textValue());
      first.withArray("exercise").add(renamed(exercise));
    }
  }

  private void day(JsonNode day) {
    if (found.containsKey(day.get("session_schedule_id").textValue())) {
      return;
    }
    ObjectNode row = renamed(day);
    if (day.path("user_plan_id").isNull()) {
      // A day of a system plan that this database lacks: its sessions still need a day.
      String plan = ids.of("plan", "imported").toString();
      row.put("user_plan_id", plan);
      ObjectNode imported = Rows.object().put("user_plan_id", plan).put("name", "Imported");
      imported.putObject("data").put("kind", "imported");
      first.withArray("user_plan").add(imported);
    }
    first.withArray("session_schedule").add(row);
  }

  private ObjectNode page(JsonNode page) {
    ObjectNode part = Rows.object();
    for (String table :
        List.of("performed_session", "performed_exercise", "performed_exercise_set")) {
      ArrayNode rows = part.putArray(table);
      page.path(table).forEach(row -> rows.add(linked(row, renamed(row))));
    }
    return part;
  }

  /** What a name or a system plan's line meant is noted in the row: here they may be missing. */
  private ObjectNode linked(JsonNode old, ObjectNode row) {
    JsonNode meant = row.remove("base_exercise_id");
    JsonNode line = old.path("exercise_id");
    if (line.isTextual() && !ownLines.contains(line.textValue())) {
      row.set("exercise_id", line);
    }
    boolean ofOwnPlan = line.isTextual() && ownLines.contains(line.textValue());
    if (meant != null && meant.isTextual() && !ofOwnPlan) {
      ObjectNode data =
          row.path("data").isObject() ? (ObjectNode) row.get("data") : row.putObject("data");
      data.set("base_exercise_id", meant);
    }
    return row;
  }

  /** The row with every id as it is here. */
  private ObjectNode renamed(JsonNode row) {
    ObjectNode copy = row.deepCopy();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      if (field.getKey().endsWith("_id") && field.getValue().isTextual()) {
        String old = field.getValue().textValue();
        copy.put(field.getKey(), found.getOrDefault(old, own(old)));
      }
    }
    JsonNode noted = copy.path("data").path("base_exercise_id");
    if (noted.isTextual()) {
      String old = noted.textValue();
      ((ObjectNode) copy.get("data")).put("base_exercise_id", found.getOrDefault(old, own(old)));
    }
    return copy;
  }
}
