package coach.tools.contents;

import coach.Caller;
import coach.Shown;
import coach.db.Database;
import coach.tools.volume.LandmarkTools;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Proposes names while a person types one. */
final class Completions {
  private static final int LONGEST = 200;

  private Completions() {}

  static List<String> complete(Caller caller, String argument, String typed, Database database) {
    String text = typed == null ? "" : typed.strip().replace("\0", "");
    return switch (argument) {
      case "exercise", "exercise_name", "alternatives_to" ->
          stored(caller, "complete_exercise", text, database);
      case "plan", "plan_name" -> stored(caller, "complete_plan", text, database);
      case "muscle", "muscle_group" -> matching(LandmarkTools.GROUPS, text);
      default -> List.of();
    };
  }

  private static List<String> matching(List<String> names, String typed) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    return names.stream().filter(name -> name.startsWith(wanted)).toList();
  }

  private static List<String> stored(
      Caller caller, String statement, String typed, Database database) {
    String text = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    List<String> names = new ArrayList<>();
    for (JsonNode name : database.run(caller, statement, Map.of("typed", text)).data()) {
      names.add(Shown.line(name.textValue()));
    }
    return names;
  }
}
