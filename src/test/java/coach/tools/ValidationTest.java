package coach.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken, and the exact sentence for what is not. */
class ValidationTest {
  private static final List<Param> PARAMS =
      List.of(
          Param.text("exercise", "", 20).required(),
          Param.integer("days", "", 1, 365).defaultsTo(90),
          Param.number("weight", "", 0, 1000),
          Param.flag("dry_run", "").defaultsTo(false),
          Param.date("since", ""),
          Param.choice("unit", "", List.of("kg", "lb")),
          Param.list("reps", "", 3, Param.integer("rep", "", 1, 100)),
          Param.list("names", "", 2, Param.text("name", "", 20)),
          Param.list(
              "sets",
              "",
              5,
              Param.object(
                  "set",
                  "",
                  List.of(
                      Param.number("weight", "", 0, 1000).required(), Param.flag("done", "")))));

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static Arguments read(String sent) {
    return Arguments.read(PARAMS, json(sent));
  }

  private static String refusal(String sent) {
    return assertThrows(ToolError.class, () -> read(sent)).getMessage();
  }

  /** One field beside the exercise that must be there. */
  private static String with(String field) {
    return "{\"exercise\": \"squat\", " + field + "}";
  }

  @Test
  void whatIsLeftOutHasItsFallbackOrNothing() {
    Arguments arguments = read("{\"exercise\": \" squat \"}");
    assertEquals("squat", arguments.text("exercise"));
    assertEquals(90, arguments.integer("days"));
    assertFalse(arguments.flag("dry_run"));
    assertFalse(arguments.has("weight"));
    assertEquals(null, arguments.values().get("weight"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"   \""})
  void nothingSentIsNothing(String nothing) {
    assertEquals(90, read(with("\"days\": " + nothing)).integer("days"));
    assertEquals(
        "exercise is missing. Send a text of at most 20 characters.",
        refusal("{\"exercise\": " + nothing + "}"));
  }

  @Test
  void numbersFlagsAndListsMayArriveAsStrings() {
    Arguments arguments =
        read(
            with(
                """
                "days": " 30 ", "weight": "62.50", "dry_run": "TRUE", "reps": "[5, 5, \\"4\\"]",
                "sets": "[{\\"weight\\": \\"100\\"}]\""""));
    assertEquals(30, arguments.integer("days"));
    assertEquals(62.5, arguments.number("weight"));
    assertTrue(arguments.flag("dry_run"));
    assertEquals("[5,5,4]", arguments.json().get("reps").toString());
    assertEquals(100, arguments.json().at("/sets/0/weight").doubleValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "reps": 5                    | "reps":[5]
          "reps": "5"                  | "reps":[5]
          "sets": {"weight": 80}       | "sets":[{"weight":80.0,"done":null}]
          "sets": "{\\"weight\\": 80}" | "sets":[{"weight":80.0,"done":null}]
          "names": "barbell"           | "names":["barbell"]
          "names": 12                  | "names":["12"]
          "names": "[\\"a\\", \\"b\\"]" | "names":["a","b"]
          """)
  void oneValueIsAListOfOne(String sent, String taken) {
    String read = read(with(sent)).json().toString();
    assertTrue(read.contains(taken), read);
  }

  @Test
  void wholeNumbersMayBeWrittenWithAPoint() {
    assertEquals(30, read(with("\"days\": 30.0")).integer("days"));
    assertEquals(300, read(with("\"days\": 3e2")).integer("days"));
  }

  @Test
  void argumentsAsAStringAreRead() {
    JsonNode text = Json.MAPPER.getNodeFactory().textNode("{\"exercise\": \"squat\"}");
    assertEquals("squat", Arguments.read(PARAMS, text).text("exercise"));
  }

  @Test
  void choicesAreTakenInAnyCase() {
    assertEquals("kg", read(with("\"unit\": \"KG\"")).text("unit"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "days": 0                    | days is 0. Send a whole number from 1 to 365.
          "days": 5000                 | days is 5000. Send a whole number from 1 to 365.
          "days": 1.5                  | days is 1.5. Send a whole number from 1 to 365.
          "days": "many"               | days is "many". Send a whole number from 1 to 365.
          "days": true                 | days is true. Send a whole number from 1 to 365.
          "days": [30]                 | days is [30]. Send a whole number from 1 to 365.
          "days": 1e999                | days is "Infinity". Send a whole number from 1 to 365.
          "days": "NaN"                | days is "NaN". Send a whole number from 1 to 365.
          "weight": -5                 | weight is -5. Send a number from 0 to 1000.
          "weight": 9999               | weight is 9999. Send a number from 0 to 1000.
          "dry_run": "yes"             | dry_run is "yes". Send true or false.
          "dry_run": 1                 | dry_run is 1. Send true or false.
          "since": "31.01.2026"        | since is "31.01.2026". Send a date like 2026-01-31.
          "since": "2026-02-30"        | since is "2026-02-30". Send a date like 2026-01-31.
          "since": 20260131            | since is 20260131. Send a date like 2026-01-31.
          "since": "0001-01-01"        | since is "0001-01-01". Send a date from 1950-01-01 on.
          "unit": "stone"              | unit is "stone". Send one of kg, lb.
          "unit": {"a": 1}             | unit is {"a":1}. Send one of kg, lb.
          "reps": {"a": 1}             | reps is {"a":1}. Send a list of 0 to 3 elements.
          "reps": "5,5"                | reps[0] is "5,5". Send a whole number from 1 to 100.
          "sets": 5                    | sets is 5. Send a list of 0 to 5 elements.
          "sets": "5x100"              | sets is "5x100". Send a list of 0 to 5 elements.
          "reps": [1,2,3,4]            | reps has 4 elements. Send a list of 0 to 3 elements.
          "reps": [5, 0]               | reps[1] is 0. Send a whole number from 1 to 100.
          "reps": [5, null]            | reps[1] is null. Send a whole number from 1 to 100.
          "sets": [{}]                 | sets[0].weight is missing. Send a number from 0 to 1000.
          "sets": [{"weight": "x"}]    | sets[0].weight is "x". Send a number from 0 to 1000.
          "sets": [{"w": 1}]           | sets[0].w is not a known argument. Send only weight, done.
          "sets": [5]                  | sets[0] is 5. Send an object of named values.
          "Days": 5                    | Days is not a known argument. Send only exercise, days, weight, dry_run, since, unit, reps, names, sets.
          """)
  void everyMistakeHasItsSentence(String field, String sentence) {
    assertEquals(sentence, refusal(with(field)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []        | arguments is []. Send an object of named values.
          "squat"   | arguments is "squat". Send an object of named values.
          7         | arguments is 7. Send an object of named values.
          {}        | exercise is missing. Send a text of at most 20 characters.
          {"exercise": 5.5, "exercise2": 1} | exercise2 is not a known argument. Send only exercise, days, weight, dry_run, since, unit, reps, names, sets.
          {"exercise": ["squat"]} | exercise is ["squat"]. Send a text of at most 20 characters.
          """)
  void theArgumentsThemselvesMayBeWrong(String sent, String sentence) {
    assertEquals(sentence, refusal(sent));
  }

  @Test
  void noArgumentsMayBeSentAtAll() {
    assertEquals(
        "anything is not a known argument. Send none.",
        assertThrows(ToolError.class, () -> Arguments.read(List.of(), json("{\"anything\": 1}")))
            .getMessage());
    assertEquals("{}", Arguments.read(List.of(), null).json().toString());
    assertEquals("{}", Arguments.read(List.of(), json("null")).json().toString());
  }

  @Test
  void aNumberIsANameToo() {
    assertEquals("531", read("{\"exercise\": 531}").text("exercise"));
  }

  @Test
  void lengthIsCountedInCharactersAsPeopleSeeThem() {
    assertEquals(
        "💪".repeat(20), read("{\"exercise\": \"" + "💪".repeat(20) + "\"}").text("exercise"));
    assertEquals(
        "exercise has 21 characters. Send at most 20.",
        refusal("{\"exercise\": \"" + "💪".repeat(21) + "\"}"));
  }

  @Test
  void longAndStrangeValuesAreQuotedShortAndOnOneLine() {
    String sentence = refusal(with("\"days\": \"" + "a\\u0007\\n".repeat(5000) + "\""));
    assertTrue(sentence.length() < 130, sentence);
    assertTrue(sentence.contains("…. Send a whole number"), sentence);
    assertFalse(sentence.contains("\n"));
  }

  @Test
  void aNullCharacterIsRefused() {
    assertEquals(
        "exercise contains a null character. Send it without.",
        refusal("{\"exercise\": \"squ\\u0000at\"}"));
  }

  @Test
  void aNumberOfManyDigitsCostsNothing() {
    assertTrue(refusal(with("\"days\": " + "9".repeat(900))).startsWith("days is 9999"));
    assertTrue(refusal(with("\"weight\": \"1e-999999999\"")).startsWith("weight is \"1e-9"));
  }

  @Test
  void theSchemaSaysTheSame() {
    JsonNode schema = Param.objectSchema(PARAMS);
    assertEquals("[\"exercise\"]", schema.get("required").toString());
    assertFalse(schema.get("additionalProperties").booleanValue());
    assertEquals(
        json("{\"type\": \"integer\", \"minimum\": 1, \"maximum\": 365, \"default\": 90}"),
        json(schema.at("/properties/days").toString()));
    assertEquals(
        json(
            "{\"type\": \"array\", \"items\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\":"
                + " 100}, \"maxItems\": 3}"),
        json(schema.at("/properties/reps").toString()));
    assertEquals("date", schema.at("/properties/since/format").textValue());
    assertEquals("[\"kg\",\"lb\"]", schema.at("/properties/unit/enum").toString());
  }
}
