package coach.tools.plans;

import coach.tools.Json;
import coach.tools.lifter.Lifter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the lifter's gyms have, as far as the settings say. */
final class Gyms {
  private Gyms() {}

  /** Names of all gyms. */
  static List<String> names(Lifter lifter) {
    List<String> names = new ArrayList<>();
    for (JsonNode gym : lifter.context().settings().path("gyms")) {
      if (gym.path("name").isTextual()) {
        names.add(gym.get("name").textValue());
      }
    }
    return names;
  }

  /** Kinds of equipment in the active gym; empty for all. */
  static List<String> equipment(Lifter lifter) {
    JsonNode settings = lifter.context().settings();
    JsonNode active = null;
    for (JsonNode gym : settings.path("gyms")) {
      boolean named = gym.path("name").asText("").equals(settings.path("gym").asText(" "));
      if (gym.isObject() && (active == null || named)) {
        active = gym;
      }
    }
    return active == null ? List.of() : Json.texts(active.path("equipment"));
  }

  static boolean has(List<String> equipment, String kind) {
    return equipment.isEmpty() || kind.equals("body only") || equipment.contains(kind);
  }
}
