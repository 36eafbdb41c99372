package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small exports, and what lifters do with them, from {@code imports/cases.txt}. Each case begins
 * with {@code #} and an empty log: {@code file NAME} holds what follows up to an empty line, {@code
 * preview} and {@code import NAME name=value …} show it and store it, {@code call TOOL name=value
 * …} asks, {@code >} is in the answer and {@code !} is not, and {@code sets} are all there are
 * then.
 */
class PlayedImportsTest {
  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|\\S)+");
  private static final List<String> OPTIONS = List.of("unit", "date_order", "time_zone");

  private final Map<String, String> files = new HashMap<>();
  private final TrainingLog log = TrainingLog.begin();
  private String answer = "";

  static Stream<String> cases() throws IOException {
    String all = Files.readString(Path.of("src/test/resources/imports/cases.txt"));
    return Arrays.stream(all.split("(?m)^# ")).skip(1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAsSaid(String story) {
    Iterator<String> lines = story.lines().skip(1).iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      List<String> words = WORD.matcher(line).results().map(found -> found.group()).toList();
      switch (words.isEmpty() ? "" : words.get(0)) {
        case "" -> {}
        case "file" -> files.put(words.get(1), String.join("\n", rest(lines)) + "\n");
        case "preview" -> answer = tool("import_workouts", imported(words));
        case "import" -> answer = imported(imported(words));
        case "call" -> answer = tool(words.get(1), arguments(words.subList(2, words.size())));
        case ">" -> assertTrue(answer.contains(line.substring(2)), line + "\n" + answer);
        case "!" -> assertFalse(answer.contains(line.substring(2)), line + "\n" + answer);
        case "sets" ->
            assertEquals(String.join("\n", rest(lines)), String.join("\n", sets()), answer);
        default -> Assertions.fail("no such line: " + line);
      }
    }
  }

  private static List<String> rest(Iterator<String> lines) {
    List<String> rest = new ArrayList<>();
    for (String line; lines.hasNext() && !(line = lines.next()).isEmpty(); ) {
      rest.add(line);
    }
    return rest;
  }

  private String tool(String name, Map<String, Object> arguments) {
    List<Object> flat = new ArrayList<>();
    arguments.forEach((key, value) -> flat.addAll(List.of(key, value)));
    try {
      return Ask.text(log, name, flat.toArray());
    } catch (ToolError refused) {
      return "refused: " + refused.getMessage();
    }
  }

  private String imported(Map<String, Object> arguments) {
    String preview = tool("import_workouts", arguments);
    if (preview.startsWith("refused")) {
      return preview;
    }
    Map<String, Object> confirmed = new HashMap<>(arguments);
    confirmed.put("confirm", preview.replaceAll("(?s).*with confirm (\\w+).*", "$1"));
    return preview + tool("import_workouts", confirmed);
  }

  private Map<String, Object> imported(List<String> words) {
    Map<String, Object> arguments = new HashMap<>();
    List<String> mapping = new ArrayList<>();
    arguments(words.subList(2, words.size()))
        .forEach(
            (name, value) -> {
              if (OPTIONS.contains(name)) {
                arguments.put(name, value);
              } else {
                mapping.add(name + "=" + value);
              }
            });
    if (!mapping.isEmpty()) {
      arguments.put("mapping", mapping);
    }
    arguments.put("text", files.get(words.get(1)));
    return arguments;
  }

  private static Map<String, Object> arguments(List<String> words) {
    Map<String, Object> arguments = new HashMap<>();
    for (String word : words) {
      String[] pair = word.replace("\"", "").split("=", 2);
      arguments.put(pair[0], pair[1].contains("|") ? List.of(pair[1].split("\\|")) : pair[1]);
    }
    return arguments;
  }

  private List<String> sets() {
    return log.query(
        "select to_char(session_started_at, 'YYYY-MM-DD HH24:MI') || ' ' || exercise_name || ' '"
            + " || case when set_type = 'regular' then '' else set_type || ' ' end"
            + " || case when jsonb_exists(data, 'assistance_g') then '-' || (data ->> 'assistance_g')::numeric"
            + " / 1000 else '' || weight_g / 1000.0 end::float || 'x' || reps"
            + " || coalesce(' ' || (data ->> 'duration_s') || ' s', '')"
            + " || coalesce(' ' || (data ->> 'distance_m') || ' m', '')"
            + " from coach.performed_set where app_user_id = ?"
            + " order by session_started_at, performed_session_id, data -> 'position', set_number",
        log.user);
  }
}
