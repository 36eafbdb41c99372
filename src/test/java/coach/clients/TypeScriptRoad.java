package coach.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import coach.Run;
import coach.mcp.Talk;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A client on the official TypeScript SDK, one process for a whole visit; it also holds every
 * structured answer against its output schema.
 *
 * @param sdk 1 or 2
 * @param stdio whether it starts coach itself
 * @param era {@code legacy}, {@code modern} or {@code auto}
 */
record TypeScriptRoad(NpmClients clients, BuiltCoach coach, int sdk, boolean stdio, String era)
    implements Road {
  @Override
  public Visit visit(List<Question> questions) throws Exception {
    Run run = clients.run("ask.mjs", List.of(wanted(questions).toString()));
    assertEquals(0, run.code(), run.err());
    JsonNode told = Talk.parse(run.out());
    // Left to itself, the client must find the newer era rather than fall back.
    assertEquals(era.equals("auto") ? "modern" : era, told.path("era").textValue());
    List<Heard> answers = new ArrayList<>();
    for (Question question : questions) {
      answers.add(Heard.of(question, told.path("answers").path(answers.size())));
    }
    return new Visit(Visit.Lists.read(list -> told.path("lists").path(list)), answers);
  }

  private ObjectNode wanted(List<Question> questions) {
    ObjectNode wanted = Talk.JSON.createObjectNode().put("sdk", sdk).put("era", era);
    if (stdio) {
      coach.stdioCommand().forEach(wanted.putArray("command")::add);
      wanted.set("env", Talk.JSON.valueToTree(coach.environment()));
    } else {
      wanted.put("url", coach.url());
    }
    wanted.set("questions", Talk.JSON.valueToTree(questions));
    return wanted;
  }
}
