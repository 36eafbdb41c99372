package coach.tools.plans;

import coach.Shown;
import coach.tools.Json;
import coach.tools.ToolError;
import coach.tools.lifter.Lifter;
import coach.tools.lifter.Settings;
import coach.training.Grid;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A gym as far as the lifter's settings say what it has.
 *
 * @param name empty where none is set
 * @param equipment kinds of it; empty for all
 * @param grid what can be loaded
 */
record Gyms(String name, List<String> equipment, Grid grid) {
  /** The gym asked for, else the active one. Throws {@link ToolError} where there is none such. */
  static Gyms of(Lifter lifter, String asked) {
    JsonNode settings = lifter.context().settings();
    String wanted = asked == null ? settings.path("gym").asText("") : asked.strip();
    List<JsonNode> gyms =
        Json.list(settings.path("gyms"), gym -> gym).stream().filter(JsonNode::isObject).toList();
    Optional<JsonNode> named =
        gyms.stream()
            .filter(gym -> !wanted.isEmpty() && name(gym).equalsIgnoreCase(wanted))
            .findFirst();
    ToolError.when(
        asked != null && named.isEmpty(),
        "gym is %s, and the settings have %s. Send one of them, or describe it with update_settings.",
        Shown.quoted(String.valueOf(asked), 100),
        gyms.isEmpty()
            ? "no gym"
            : String.join(", ", gyms.stream().map(gym -> Shown.quoted(name(gym), 60)).toList()));
    Optional<JsonNode> active = named.or(() -> gyms.stream().findFirst());
    Grid usual = Grid.usual(lifter.unit());
    if (active.isEmpty()) {
      return new Gyms("", List.of(), usual);
    }
    ObjectNode only = Json.object();
    only.putArray("gyms").add(active.get());
    Grid grid = Settings.Gym.active(only, lifter.unit()).map(Settings.Gym::grid).orElse(usual);
    return new Gyms(name(active.get()), Json.texts(active.get().path("equipment")), grid);
  }

  private static String name(JsonNode gym) {
    return gym.path("name").asText("");
  }

  boolean has(String kind) {
    return equipment.isEmpty() || kind.equals("body only") || equipment.contains(kind);
  }
}
