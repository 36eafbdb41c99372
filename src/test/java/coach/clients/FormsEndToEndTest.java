package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import coach.Run;
import coach.mcp.Talk;
import coach.testing.Tables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A real client that shows forms is asked, its person's word counts, and others are never asked.
 */
@Tag("slow")
@Timeout(600)
class FormsEndToEndTest {
  private static final List<Question> QUESTIONS =
      List.of(
          Question.tool(
              "log_workout",
              "{\"exercises\":[{\"exercise\":\"extension\",\"sets\":[{\"weight\":30,\"reps\":8}]},"
                  + "{\"exercise\":\"raise\",\"sets\":[{\"weight\":10,\"reps\":12}]}]}"),
          Question.tool("delete_workout", "{\"session\":\"last\"}"),
          Question.tool("list_sessions", "{}"));

  private static BuiltCoach coach;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    String csv =
        "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
            + "2026-01-31,Squat,Legs,120,kgs,5,,,,\n".repeat(3)
            + "2026-01-30,Bench Press,Chest,80,kgs,8,,,,\n";
    coach = BuiltCoach.serving(Files.writeString(folder.resolve("fitnotes.csv"), csv));
  }

  @AfterAll
  static void stop() throws Exception {
    if (coach != null) {
      coach.stop();
    }
  }

  private static JsonNode visit(String way, String era, String forms) throws Exception {
    Target target = way.equals("http") ? coach.overHttp() : coach.overStdio();
    ObjectNode wanted = Talk.JSON.createObjectNode().put("sdk", 2).put("era", era);
    wanted.put("url", target.url()).put("forms", forms);
    target.command().forEach(wanted.putArray("command")::add);
    wanted.set("env", Talk.JSON.valueToTree(target.environment()));
    wanted.set("questions", Talk.JSON.valueToTree(QUESTIONS));
    Run run = NpmClients.installed().run("ask.mjs", List.of(wanted.toString()));
    assertEquals(0, run.code(), run.err());
    return Talk.parse(run.out());
  }

  private static int sessions(JsonNode told) {
    return Tables.records(told.at("/answers/2/structuredContent/sessions")).size();
  }

  @ParameterizedTest
  @CsvSource({"http, modern", "stdio, auto"})
  void whatThePersonAnswersIsDone(String way, String era) throws Exception {
    JsonNode told = visit(way, era, "accept");
    assertEquals(3, told.path("asked").size(), told.path("asked").toString());
    JsonNode stored = Tables.records(told.at("/answers/0/structuredContent/exercises"));
    for (int place = 0; place < 2; place++) {
      JsonNode choice = told.path("asked").path(place).at("/requestedSchema/properties/exercise");
      assertEquals(choice.at("/oneOf/0/title"), stored.path(place).path("name"));
    }
    String message = told.at("/asked/2/message").textValue();
    assertTrue(message.startsWith("Delete this workout?"), message);
    assertTrue(told.at("/answers/1/content/0/text").textValue().startsWith("Deleted "));
    assertEquals(2, sessions(told));
  }

  @Test
  void withoutAYesNothingIsDone() throws Exception {
    JsonNode told = visit("http", "modern", "decline");
    assertEquals(3, told.path("asked").size());
    assertTrue(told.at("/answers/0/isError").booleanValue());
    assertFalse(told.at("/answers/1/isError").asBoolean());
    assertTrue(told.at("/answers/1/content/0/text").textValue().startsWith("Nothing was deleted"));
    assertEquals(2, sessions(told));
  }

  @Test
  void inTheOlderEraTheSameClientIsNeverAsked() throws Exception {
    JsonNode told = visit("http", "legacy", "accept");
    assertEquals(0, told.path("asked").size());
    String error = told.at("/answers/0/content/0/text").textValue();
    assertTrue(error.contains("could be several. Send one of these"), error);
    assertEquals(1, sessions(told));
    assertEquals(0, coach.run("call", "undo_last_change").code());
  }
}
