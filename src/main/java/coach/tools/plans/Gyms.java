package coach.tools.plans;

import coach.Shown;
import coach.tools.Json;
import coach.tools.ToolError;
import coach.tools.lifter.Lifter;
import coach.tools.lifter.Settings;
import coach.training.Grid;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

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
    ObjectNode settings =
        lifter.context().settings().isObject()
            ? lifter.context().settings().deepCopy()
            : Json.object();
    List<String> names = new ArrayList<>();
    JsonNode active = null;
    String wanted = asked == null ? settings.path("gym").asText("") : asked.strip();
    boolean found = false;
    for (JsonNode gym : settings.path("gyms")) {
      String name = gym.path("name").asText("");
      boolean named = !wanted.isEmpty() && name.equalsIgnoreCase(wanted);
      if (gym.isObject() && (active == null || named && !found)) {
        active = gym;
        found |= named;
      }
      names.add(name.isEmpty() ? "one without a name" : Shown.quoted(name, 60));
    }
    ToolError.when(
        asked != null && !found,
        "gym is %s, and the settings have %s. Send one of them, or describe it with update_settings.",
        Shown.quoted(String.valueOf(asked), 100),
        names.isEmpty() ? "no gym" : String.join(", ", names));
    settings.put("gym", active == null ? "" : active.path("name").asText(""));
    Grid grid =
        Settings.gym(settings, lifter.unit())
            .map(Settings.Gym::grid)
            .orElseGet(() -> Grid.usual(lifter.unit()));
    return active == null
        ? new Gyms("", List.of(), grid)
        : new Gyms(active.path("name").asText(""), Json.texts(active.path("equipment")), grid);
  }

  boolean has(String kind) {
    return equipment.isEmpty() || kind.equals("body only") || equipment.contains(kind);
  }
}
