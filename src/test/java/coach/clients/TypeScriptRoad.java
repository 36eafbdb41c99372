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
 * @param era {@code legacy}, {@code modern}, {@code auto} or, for SDK 2, one legacy revision
 */
record TypeScriptRoad(NpmClients clients, Target target, int sdk, String era) implements Road {
  @Override
  public Visit visit(List<Question> questions) throws Exception {
    Run run = clients.run("ask.mjs", List.of(wanted(questions).toString()));
    assertEquals(0, run.code(), run.err());
    JsonNode told = Talk.parse(run.out());
    assertEquals(modern() ? "modern" : "legacy", told.path("era").textValue());
    if (era.startsWith("20")) {
      assertEquals(era, told.path("version").textValue());
    }
    List<Heard> answers = new ArrayList<>();
    for (Question question : questions) {
      JsonNode answer = told.path("answers").path(answers.size());
      answers.add(
          answer.has("refused")
              ? Heard.failure(answer.path("refused").textValue())
              : Heard.of(question, answer));
    }
    return new Visit(Visit.Lists.read(list -> told.path("lists").path(list)), answers);
  }

  @Override
  public boolean modern() {
    // Left to itself, the client must find the newer era rather than fall back.
    return List.of("auto", "modern").contains(era);
  }

  private ObjectNode wanted(List<Question> questions) {
    ObjectNode wanted = Talk.JSON.createObjectNode().put("sdk", sdk).put("era", era);
    if (target.isStdio()) {
      target.command().forEach(wanted.putArray("command")::add);
      wanted.set("env", Talk.JSON.valueToTree(target.environment()));
    } else {
      wanted.put("url", target.url());
    }
    wanted.set("questions", Talk.JSON.valueToTree(questions));
    return wanted;
  }
}
