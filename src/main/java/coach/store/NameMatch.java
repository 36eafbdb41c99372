package coach.store;

import coach.Caller;
import coach.db.Database;
import coach.imports.NameCandidates;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a name of a file means in the catalogue.
 *
 * @param name as the file spells it
 * @param exercise the exercise it means; empty where coach cannot tell
 * @param remembered true where the lifter said so at an earlier import
 * @param proposals where it cannot tell, the most similar ones, best first
 * @param primary muscles that it trains, as far as its name tells
 * @param secondary muscles that help
 */
public record NameMatch(
    String name,
    Optional<Known> exercise,
    boolean remembered,
    List<Known> proposals,
    List<String> primary,
    List<String> secondary) {

  /** An exercise of the catalogue or of the lifter's own. */
  public record Known(UUID id, String name) {}

  /** Looks up every name in one round trip; the answer is in the order of the names. */
  public static List<NameMatch> find(Database database, Caller caller, Collection<String> names) {
    Map<String, String> values = new HashMap<>();
    values.put("body", Rows.object().set("names", asked(names)).toString());
    values.put("idempotency_key", null);
    return read((ArrayNode) database.run(caller, "import_workouts", values).data().get("matches"));
  }

  /** The names as {@code sql/tools/import_workouts.sql} takes them. */
  static ArrayNode asked(Collection<String> names) {
    ArrayNode asked = JsonNodeFactory.instance.arrayNode();
    for (String name : names) {
      ObjectNode item = asked.addObject().put("name", name);
      ArrayNode candidates = item.putArray("candidates");
      for (NameCandidates.Candidate candidate : NameCandidates.of(name)) {
        candidates
            .addObject()
            .put("name", candidate.name())
            .put("shortened", candidate.shortened())
            .put("equipment", candidate.equipment());
      }
    }
    return asked;
  }

  /** What it answers about them. */
  static List<NameMatch> read(ArrayNode rows) {
    List<NameMatch> matches = new ArrayList<>();
    rows.forEach(row -> matches.add(read(row)));
    return matches;
  }

  private static NameMatch read(JsonNode row) {
    List<Known> proposals = new ArrayList<>();
    row.path("proposals").forEach(proposal -> proposals.add(known(proposal)));
    return new NameMatch(
        row.get("name").textValue(),
        row.get("id").isNull() ? Optional.empty() : Optional.of(known(row)),
        row.path("via").asText().equals("mapping"),
        proposals,
        words(row.path("primary")),
        words(row.path("secondary")));
  }

  private static List<String> words(JsonNode names) {
    List<String> words = new ArrayList<>();
    names.forEach(name -> words.add(name.textValue()));
    return words;
  }

  /** The words with the most similar exercises in them; empty where there are none. */
  String proposed(String words) {
    return proposals.isEmpty()
        ? ""
        : words.formatted(proposals.stream().map(Known::name).collect(Collectors.joining(", ")));
  }

  /** The same name as an exercise of its own. */
  NameMatch apart() {
    return new NameMatch(
        name, Optional.empty(), false, List.of(exercise.orElseThrow()), primary, secondary);
  }

  private static Known known(JsonNode row) {
    return new Known(UUID.fromString(row.get("id").textValue()), row.get("exercise").textValue());
  }
}
