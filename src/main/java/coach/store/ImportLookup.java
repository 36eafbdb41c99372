package coach.store;

import coach.Caller;
import coach.db.Answer;
import coach.db.CallContext;
import coach.db.Database;
import coach.imports.ImportError;
import coach.imports.ImportedLog;
import coach.imports.ImportedSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the database knows about a file before any of it is stored.
 *
 * @param names what each name of the file means, and each that the lifter wants instead
 * @param ids what the rows' ids follow from
 * @param kept keys of workouts of coach's own export that are there and were not edited in it
 * @param days of workouts that the file corrects and that stay on them, by their keys
 * @param stored workouts of the file that are there
 * @param replaces workouts that are there and that the file tells otherwise
 * @param earlier tool, hash and answer of the same idempotency key; JSON null where it is new
 */
public record ImportLookup(
    Map<String, NameMatch> names,
    OwnIds ids,
    Set<String> kept,
    Map<String, String> days,
    int stored,
    int replaces,
    JsonNode earlier,
    CallContext context) {

  /**
   * Looks everything up in one round trip.
   *
   * @param wanted names of exercises that stand for names of the file
   * @param key the idempotency key; null for none
   * @throws ImportError for a workout after today in the zone that the lifter has set
   */
  public static ImportLookup of(
      Database database, Caller caller, ImportedLog log, Collection<String> wanted, String key) {
    Set<String> asked = new LinkedHashSet<>(ImportPlan.names(log));
    asked.addAll(wanted);
    ObjectNode body = Rows.object().put("source", log.format().source());
    body.set("names", NameMatch.asked(asked));
    for (ImportedSession session : log.sessions()) {
      ObjectNode told = body.withArray("sessions").addObject();
      told.put("fingerprint", session.fingerprint())
          .put("key", session.key())
          .put("title", session.title())
          .put("ends", session.lastKnown().toString())
          .put("unchanged", session.isUnchanged());
      session.outline().forEach(told.putArray("outline")::add);
    }
    Map<String, String> values = new HashMap<>();
    values.put("body", body.toString());
    values.put("idempotency_key", key);
    ImportLookup known = read(database.run(caller, "import_workouts", values));
    known.refuseFuture(log);
    return known;
  }

  private void refuseFuture(ImportedLog log) {
    // UTC is also the zone of a lifter who has not said theirs: the reader's limit is enough.
    boolean known = !context.zone().normalized().equals(ZoneOffset.UTC);
    log.sessions().stream()
        .filter(session -> session.own() == null || session.own().zone() == null)
        .map(session -> session.startedAt().toLocalDate())
        .filter(day -> known && day.isAfter(context.today()))
        .findFirst()
        .ifPresent(
            day -> {
              throw new ImportError(
                  "The workout of %s is in the future: it is %s in %s. Correct its date in the file, or time_zone in the settings."
                      .formatted(day, context.today(), context.zone()));
            });
  }

  /** What the same key has stored before, where no file is asked about. */
  public static ImportLookup of(Database database, Caller caller, String key) {
    Map<String, String> values = new HashMap<>();
    values.put("body", "{\"names\": []}");
    values.put("idempotency_key", key);
    return read(database.run(caller, "import_workouts", values));
  }

  private static ImportLookup read(Answer answer) {
    JsonNode data = answer.data();
    Map<String, NameMatch> names = new LinkedHashMap<>();
    NameMatch.read((ArrayNode) data.get("matches"))
        .forEach(match -> names.put(match.name(), match));
    Set<String> kept = new HashSet<>();
    data.get("kept").forEach(key -> kept.add(key.textValue()));
    Map<String, String> days = new HashMap<>();
    data.get("days").properties().forEach(d -> days.put(d.getKey(), d.getValue().textValue()));
    return new ImportLookup(
        names,
        new OwnIds(UUID.fromString(data.get("seed").textValue())),
        kept,
        days,
        data.get("stored").intValue(),
        data.get("replaces").intValue(),
        data.get("earlier"),
        answer.context());
  }
}
